package org.openrecorder.domain.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The record of a call that somebody asked to record. It is made when the first recording of the
 * call is asked for, gathers each further channel that takes part, carries the latest tag as its
 * External Reference, and is closed when the last channel has hung up. {@code firstSeenAt} is when
 * this server first heard of it; {@code subject} is the channel that was first asked to be
 * recorded.
 */
public record Call(
    CallKey key,
    UniqueId subject,
    Optional<Extension> extension,
    Direction direction,
    String callerNumber,
    String connectedNumber,
    List<Leg> legs,
    Instant startedAt,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    Optional<Tag> externalReference) {

  /** A limit on everything: a conference with more legs than this keeps the first ones. */
  public static final int MOST_LEGS = 500;

  public Call {
    legs = List.copyOf(legs);
  }

  /** Opens the record of a live call. */
  public static Call of(CallKey key, Channel subject, List<Channel> channels, Instant now) {
    return new Call(
            key,
            subject.uniqueId(),
            subject.extension(),
            subject.direction(),
            subject.callerNumber(),
            subject.connectedNumber(),
            List.of(Leg.of(subject)),
            startOf(subject.linkedId(), now),
            subject.answered() ? Optional.of(now) : Optional.empty(),
            Optional.empty(),
            Optional.empty())
        .joinedBy(channels);
  }

  /**
   * A linked id begins with the second in which the call began, by the PBX's clock; a start in the
   * future is now.
   */
  private static Instant startOf(LinkedId linkedId, Instant now) {
    String id = linkedId.value();
    String seconds = id.substring(id.lastIndexOf('-') + 1, id.lastIndexOf('.'));
    Instant start = seconds.length() > 11 ? now : Instant.ofEpochSecond(Long.parseLong(seconds));
    return start.isAfter(now) ? now : start;
  }

  public boolean inProgress() {
    return endedAt.isEmpty();
  }

  /** The extensions of all channels that took part. */
  public Set<Extension> participants() {
    return legs.stream()
        .flatMap(leg -> leg.extension().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  public boolean has(UniqueId channel) {
    return legs.stream().anyMatch(leg -> leg.uniqueId().equals(channel));
  }

  /** The same call with the channels that are new to it; itself if none is. */
  public Call joinedBy(List<Channel> channels) {
    List<Leg> all = new ArrayList<>(legs);
    channels.stream().filter(channel -> !has(channel.uniqueId())).map(Leg::of).forEach(all::add);
    return all.size() == legs.size()
        ? this
        : withLegs(all.subList(0, Math.min(all.size(), MOST_LEGS)));
  }

  private Call withLegs(List<Leg> all) {
    return new Call(
        key,
        subject,
        extension,
        direction,
        callerNumber,
        connectedNumber,
        all,
        startedAt,
        answeredAt,
        endedAt,
        externalReference);
  }

  /** The latest tag wins. */
  public Call tagged(Tag tag) {
    return withReference(Optional.of(tag));
  }

  private Call withReference(Optional<Tag> reference) {
    return new Call(
        key,
        subject,
        extension,
        direction,
        callerNumber,
        connectedNumber,
        legs,
        startedAt,
        answeredAt,
        endedAt,
        reference);
  }

  /**
   * The same call to somebody who knows of these tags of it only: the reference is what it would be
   * if there were no others.
   *
   * @param known oldest first
   */
  public Call referringTo(List<Tag> known) {
    return externalReference.isEmpty() || known.contains(externalReference.get())
        ? this
        : withReference(known.isEmpty() ? Optional.empty() : Optional.of(known.getLast()));
  }

  /** The first answer counts, and it never comes before the start, whatever a clock says. */
  public Call answered(Instant at) {
    return answeredAt.isPresent()
        ? this
        : new Call(
            key,
            subject,
            extension,
            direction,
            callerNumber,
            connectedNumber,
            legs,
            startedAt,
            Optional.of(notBefore(startedAt, at)),
            endedAt,
            externalReference);
  }

  /** The first end counts, and it never comes before the answer, whatever a clock says. */
  public Call ended(Instant at) {
    return endedAt.isPresent()
        ? this
        : new Call(
            key,
            subject,
            extension,
            direction,
            callerNumber,
            connectedNumber,
            legs,
            startedAt,
            answeredAt,
            Optional.of(notBefore(answeredAt.orElse(startedAt), at)),
            externalReference);
  }

  private static Instant notBefore(Instant earliest, Instant at) {
    return at.isBefore(earliest) ? earliest : at;
  }
}
