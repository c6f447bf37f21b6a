package org.openrecorder.domain.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conversation of each channel of one call, and when it is over although the channel stays up:
 * an agent who is on the line for a whole shift has one conversation after the other.
 *
 * <p>A conversation is paused when the last partner that was heard has hung up, and when only
 * strangers are heard. It continues when a partner is heard again, or when another party takes a
 * partner's place by a transfer or takes the channel out of a parking lot. While a partner is
 * merely away, on hold or in a consultation, it is not paused. Not thread-safe.
 */
public final class ConversationProgress {

  private final Map<UniqueId, Talk> talks = new HashMap<>();

  /** A change in the conversation of a channel. */
  public sealed interface Change {

    UniqueId channel();

    /**
     * The conversation is over for now.
     *
     * @param forGood whether no party can take the place of a partner any more: another
     *     conversation has begun, or the channel and its partners are gone
     */
    record Paused(UniqueId channel, boolean forGood) implements Change {}

    /** The conversation continues. */
    record Resumed(UniqueId channel) implements Change {}
  }

  private static final class Talk {
    private Optional<LinkedId> bornIn = Optional.empty();
    private Parties parties = Parties.NONE;
    private boolean paused;

    private void at(Channel channel, LiveChannels live) {
      bornIn = live.past(channel.uniqueId()).map(ChannelHistory::bornIn).or(() -> bornIn);
    }
  }

  /**
   * What is certain of a stored call after a restart: the channels that took part have heard each
   * other.
   */
  public static ConversationProgress of(CallRecord stored) {
    ConversationProgress progress = new ConversationProgress();
    List<CallLeg> heard =
        stored.legs().stream()
            .filter(CallLeg::tookPart)
            .filter(leg -> !leg.channel().isLocal())
            .toList();
    Parties parties =
        new Parties(
            Set.copyOf(heard.stream().map(CallLeg::uniqueId).toList()),
            Set.copyOf(heard.stream().flatMap(leg -> leg.extension().stream()).distinct().toList()),
            Set.of(stored.key().linkedId()));
    heard.forEach(leg -> progress.talk(leg.uniqueId()).parties = parties);
    return progress;
  }

  private Talk talk(UniqueId channel) {
    return talks.computeIfAbsent(channel, unused -> new Talk());
  }

  /**
   * A recording begins on that channel: its conversation is with the channels that it hears now.
   */
  public void begin(Channel channel, BridgedParties now, LiveChannels live) {
    Talk fresh = new Talk();
    fresh.at(channel, live);
    fresh.parties = Parties.NONE.with(with(channel, now.heardBy(channel)), live);
    talks.put(channel.uniqueId(), fresh);
  }

  private static List<Channel> with(Channel own, List<Channel> others) {
    return Stream.concat(Stream.of(own), others.stream()).toList();
  }

  /**
   * Whether what was recorded on one channel of the call can continue on another, or on itself:
   * that one is in the same conversation, which is not over, and does not merely hear the recorded
   * channel while a partner of it is away.
   */
  public boolean goesOnWith(UniqueId recorded, UniqueId channel) {
    return !isPaused(recorded)
        && !isPaused(channel)
        && Optional.ofNullable(talks.get(channel))
            .filter(talk -> talk.parties.channels().contains(recorded))
            .isPresent();
  }

  private boolean isPaused(UniqueId channel) {
    return Optional.ofNullable(talks.get(channel)).filter(talk -> talk.paused).isPresent();
  }

  /** All channels that were heard in any conversation. */
  public Collection<UniqueId> parties() {
    return talks.values().stream()
        .flatMap(talk -> talk.parties.channels().stream())
        .distinct()
        .toList();
  }

  /**
   * Updates which channels hear each other.
   *
   * @param own the live channels of the call
   */
  public List<Change> update(Collection<Channel> own, BridgedParties now, LiveChannels live) {
    List<Change> changes = new ArrayList<>();
    own.stream()
        .filter(Channel::answered)
        .forEach(channel -> update(channel, now.heardBy(channel), live).ifPresent(changes::add));
    List.copyOf(talks.keySet()).stream()
        .filter(channel -> live.find(channel).isEmpty())
        .forEach(channel -> updateGone(channel, live).ifPresent(changes::add));
    return changes;
  }

  /** What was recorded on a channel that is gone may continue on those that it talked to. */
  private Optional<Change> updateGone(UniqueId channel, LiveChannels live) {
    Talk talk = talk(channel);
    List<Talk> left =
        talk.parties.channels().stream()
            .filter(party -> live.find(party).isPresent())
            .flatMap(party -> Optional.ofNullable(talks.get(party)).stream())
            .filter(other -> other.parties.channels().contains(channel))
            .toList();
    if (left.isEmpty()) {
      talks.remove(channel);
      return talk.parties.isNobodyBut(channel)
          ? Optional.empty()
          : Optional.of(new Change.Paused(channel, true));
    }
    boolean before = talk.paused;
    talk.paused = left.stream().allMatch(other -> other.paused);
    if (talk.paused == before) {
      return Optional.empty();
    }
    return Optional.of(
        talk.paused ? new Change.Paused(channel, false) : new Change.Resumed(channel));
  }

  private Optional<Change> update(Channel channel, List<Channel> heard, LiveChannels live) {
    Talk talk = talk(channel.uniqueId());
    talk.at(channel, live);
    return heard.isEmpty() ? alone(channel, talk, live) : among(channel, heard, talk, live);
  }

  private static Optional<Change> alone(Channel channel, Talk talk, LiveChannels live) {
    boolean over =
        !talk.paused
            && !talk.parties.isNobodyBut(channel.uniqueId())
            && !talk.parties.anyLiveBut(channel.uniqueId(), live);
    talk.paused |= over;
    return over ? Optional.of(new Change.Paused(channel.uniqueId(), false)) : Optional.empty();
  }

  private Optional<Change> among(
      Channel channel, List<Channel> heard, Talk talk, LiveChannels live) {
    if (talk.parties.isNobodyBut(channel.uniqueId())
        || talk.parties.goOnWith(channel, heard, live)
        || wasTransferred(channel, talk, live)) {
      talk.parties = talk.parties.with(with(channel, heard), live);
      boolean resumed = talk.paused;
      talk.paused = false;
      return resumed ? Optional.of(new Change.Resumed(channel.uniqueId())) : Optional.empty();
    }
    return strangers(channel, heard, talk, live);
  }

  /**
   * Whether a party that has left transferred it from the conversation to where it is now: one of
   * the two had called the other, and it did not wait for its next caller where it was.
   */
  private boolean wasTransferred(Channel channel, Talk talk, LiveChannels live) {
    Set<UniqueId> before =
        live.past(channel.uniqueId()).stream()
            .flatMap(past -> past.before().stream())
            .map(ChannelHistory.Company::channel)
            .collect(Collectors.toSet());
    return talk.parties.channels().stream()
        .filter(before::contains)
        .filter(party -> live.find(party).isEmpty())
        .flatMap(party -> Optional.ofNullable(talks.get(party)).stream())
        .anyMatch(gone -> gone.bornIn.isPresent() && gone.bornIn.equals(talk.bornIn));
  }

  private Optional<Change> strangers(
      Channel channel, List<Channel> heard, Talk talk, LiveChannels live) {
    boolean forGood = !talk.parties.anyLiveBut(channel.uniqueId(), live);
    boolean told = talk.paused && !forGood;
    if (forGood) {
      talk.parties = Parties.NONE.with(with(channel, heard), live);
    }
    talk.paused = !forGood;
    return told ? Optional.empty() : Optional.of(new Change.Paused(channel.uniqueId(), forGood));
  }
}
