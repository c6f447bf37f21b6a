package org.openrecorder.domain.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The record of a call for which a client requested a recording. It is made when the first
 * recording of the call is requested, gathers each further channel that takes part, carries the
 * latest tag as its External Reference, and is closed when the last channel has hung up. {@code
 * startedAt} is the start that the PBX's linked id tells, or else when the record was made; {@code
 * subject} is the channel of the first recording request.
 */
public record CallRecord(
    CallId key,
    UniqueId subject,
    Optional<Extension> extension,
    Direction direction,
    String callerNumber,
    String connectedNumber,
    List<CallLeg> legs,
    Instant startedAt,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    Optional<Tag> externalReference) {

  /** A bound on the record: of a conference with more legs it keeps the first ones. */
  public static final int MOST_LEGS = 500;

  /** Far in the future, and a number that {@link Instant} still accepts. */
  private static final long LATEST_SECOND = 99_999_999_999L;

  public CallRecord {
    legs = List.copyOf(legs);
  }

  /** Opens the record of a live call. */
  public static CallRecord of(CallId key, Channel subject, List<Channel> channels, Instant now) {
    CallRecord call =
        new CallRecord(
            key,
            subject.uniqueId(),
            subject.extension(),
            subject.direction(),
            subject.callerNumber(),
            subject.connectedNumber(),
            List.of(CallLeg.of(subject)),
            startOf(subject.linkedId(), now),
            subject.answered() ? Optional.of(now) : Optional.empty(),
            Optional.empty(),
            Optional.empty());
    CallRecord joined = call.joinedBy(channels);
    return subject.answered() ? joined.tookPart(subject.uniqueId()) : joined;
  }

  /**
   * A linked id that the PBX made contains the second in which the call began, by the PBX's clock;
   * a start in the future counts as now.
   */
  private static Instant startOf(LinkedId linkedId, Instant now) {
    return linkedId
        .birth()
        .filter(birth -> Long.compareUnsigned(birth.second(), LATEST_SECOND) <= 0)
        .map(birth -> Instant.ofEpochSecond(birth.second()))
        .filter(now::isAfter)
        .orElse(now);
  }

  public boolean inProgress() {
    return endedAt.isEmpty();
  }

  /** The extensions that took part. */
  public Set<Extension> participants() {
    return extensions(CallLeg::tookPart);
  }

  /** The extensions of all channels, those that only rang included. */
  public Set<Extension> involved() {
    return extensions(leg -> true);
  }

  private Set<Extension> extensions(Predicate<CallLeg> which) {
    return legs.stream()
        .filter(which)
        .flatMap(leg -> leg.extension().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The same call in which that channel has taken part; itself if that was known. A Local channel
   * is no telephone: it stands for its extension only where no telephone of that extension has
   * joined the call.
   */
  public CallRecord tookPart(UniqueId channel) {
    List<CallLeg> all =
        legs.stream()
            .map(leg -> leg.uniqueId().equals(channel) && counts(leg) ? leg.havingTakenPart() : leg)
            .toList();
    return all.equals(legs) ? this : withLegs(all);
  }

  /** The same call in which that channel has only rung, whatever earlier events said of it. */
  public CallRecord onlyRang(UniqueId channel) {
    List<CallLeg> all =
        legs.stream()
            .map(leg -> leg.uniqueId().equals(channel) ? leg.havingOnlyRung() : leg)
            .toList();
    return all.equals(legs) ? this : withLegs(all);
  }

  /** Whether that channel has taken part: it was answered and bridged, or recorded. */
  public boolean hasTakenPart(UniqueId channel) {
    return legs.stream().anyMatch(leg -> leg.uniqueId().equals(channel) && leg.tookPart());
  }

  private boolean counts(CallLeg leg) {
    return !leg.channel().isLocal()
        || legs.stream()
            .filter(other -> !other.channel().isLocal())
            .noneMatch(other -> other.extension().equals(leg.extension()));
  }

  public boolean has(UniqueId channel) {
    return legs.stream().anyMatch(leg -> leg.uniqueId().equals(channel));
  }

  /**
   * The same call with the channels that are new to it; itself if none is. Those that talk take
   * part at once.
   */
  public CallRecord joinedBy(List<Channel> channels) {
    List<Channel> fresh = channels.stream().filter(channel -> !has(channel.uniqueId())).toList();
    List<CallLeg> all = Stream.concat(legs.stream(), fresh.stream().map(CallLeg::of)).toList();
    CallRecord joined =
        fresh.isEmpty() ? this : withLegs(all.subList(0, Math.min(all.size(), MOST_LEGS)));
    for (Channel channel : fresh) {
      joined = channel.talking() ? joined.tookPart(channel.uniqueId()) : joined;
    }
    return joined;
  }

  private CallRecord withLegs(List<CallLeg> all) {
    return new CallRecord(
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
  public CallRecord tagged(Tag tag) {
    return withReference(Optional.of(tag));
  }

  private CallRecord withReference(Optional<Tag> reference) {
    return new CallRecord(
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
   * The same call for a principal that may know of these tags only: the External Reference is what
   * it would be if there were no others.
   *
   * @param known oldest first
   */
  public CallRecord referringTo(List<Tag> known) {
    return externalReference.isEmpty() || known.contains(externalReference.get())
        ? this
        : withReference(known.isEmpty() ? Optional.empty() : Optional.of(known.getLast()));
  }

  /** The first answer counts. It never precedes the start, even if the clock was set back. */
  public CallRecord answered(Instant at) {
    return answeredAt.isPresent()
        ? this
        : new CallRecord(
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

  /** The first end counts. It never precedes the answer, even if the clock was set back. */
  public CallRecord ended(Instant at) {
    return endedAt.isPresent()
        ? this
        : new CallRecord(
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
