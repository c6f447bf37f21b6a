package org.openrecorder.application.recording;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.Acquaintances.NewPartner;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Conversations;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState.Running;

/**
 * Lets recordings go on with new recorders when their party talks to somebody new, or to the same
 * one after a break. Some PBXs leave whoever speaks then out of each recorder of a channel that had
 * one before and has heard something else meanwhile; a recorder on a channel that had none is
 * complete.
 *
 * <p>So the recording moves to the channel of the other party at once, and back to the recorded one
 * as soon as the PBX has played whatever it plays at such a moment: what is played to a channel
 * spoils its recorder too. Each time the new recorder begins before the old one is ended.
 *
 * <p>Which party is the recorded one is kept in memory: after a restart it is the one on whose
 * channel the recording is.
 */
final class RecorderRenewal {

  /** The beeps that tell of a transfer, or that it has failed, are over by then: 0.4 s each. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  /**
   * Between two recordings of one call, one of each party: so long after its last recorder a
   * channel is as if it never had one, as several packets of audio have come by.
   */
  private static final Duration APART = Duration.ofMillis(200);

  private final LivePbxs pbxs;
  private final CallLocks locks;
  private final Recordings recordings;
  private final Background background;
  private final FurtherLegs legs;
  private final Talk talk;
  private final Map<CallKey, Map<RecordingId, UniqueId>> recordedParties =
      new ConcurrentHashMap<>();

  /** Who talks to whom now. */
  interface Talk {

    Conversations in(CallKey call);

    /** Whether the conversation that was recorded is now that of the given channel. */
    boolean goesOnWith(Recording recording, UniqueId channel);

    /** What that channel hears now is in a recorder; forgets the call if it has ended meanwhile. */
    void takeIn(CallKey call, UniqueId channel);
  }

  RecorderRenewal(Continuations.World world, FurtherLegs legs, Talk talk) {
    this.pbxs = world.pbxs();
    this.locks = world.locks();
    this.recordings = world.recordings();
    this.background = world.background();
    this.legs = legs;
    this.talk = talk;
  }

  /**
   * Parties talk to somebody new, or anew. Whoever calls has the lock of the call.
   *
   * @param open what is open in the call, oldest first
   */
  void follow(List<NewPartner> changes, List<Recording> open) {
    Set<UniqueId> parties = changes.stream().map(NewPartner::channel).collect(Collectors.toSet());
    List<Recording> concerned =
        newest(open).stream()
            .filter(leg -> leg.state() instanceof Running)
            .filter(leg -> parties.contains(recordedParty(leg)))
            .toList();
    for (int i = 0; i < concerned.size(); i++) {
      Recording leg = concerned.get(i);
      if (i == 0) {
        renew(leg, open);
      } else {
        later(leg.call(), leg.id(), APART.multipliedBy(i), this::renew);
      }
    }
  }

  /**
   * A recording waited to go on, and somebody talks in its call. If its party is still there and in
   * the conversation, it goes on with whoever talks to that party: on the party's own channel its
   * last recorder may have ended just now.
   *
   * @param survivor with whom it goes on otherwise
   */
  void goOn(Recording waiting, Channel survivor) {
    UniqueId party = recordedParty(waiting);
    Optional<Channel> partner = partnerInConversation(party, waiting);
    if (partner.isPresent()) {
      move(waiting, party, partner.get());
    } else {
      Optional<RecordingId> unused = legs.add(waiting, survivor);
    }
  }

  /** The call has ended. */
  void forget(CallKey call) {
    recordedParties.remove(call);
  }

  /** Of the legs of each recording the last one. */
  private static Collection<Recording> newest(List<Recording> oldestFirst) {
    Map<RecordingId, Recording> newest = new LinkedHashMap<>();
    oldestFirst.forEach(leg -> newest.put(leg.whole(), leg));
    return newest.values();
  }

  /** The channel of the party that is recorded, which the recording may have left for a moment. */
  UniqueId recordedParty(Recording leg) {
    return Optional.ofNullable(recordedParties.get(leg.call()))
        .flatMap(ofCall -> Optional.ofNullable(ofCall.get(leg.whole())))
        .filter(party -> pbxs.of(leg.pbx()).find(party).isPresent())
        .orElse(leg.uniqueId());
  }

  /** Whether the recording is on that channel, or has left it for a moment. */
  boolean isOf(Recording leg, UniqueId channel) {
    return leg.uniqueId().equals(channel) || recordedParty(leg).equals(channel);
  }

  /** A new recorder on the channel that has none now: that of the partner or that of the party. */
  private void renew(Recording leg, List<Recording> open) {
    UniqueId party = recordedParty(leg);
    partnerInConversation(party, leg)
        .flatMap(
            partner ->
                leg.uniqueId().equals(partner.uniqueId()) ? find(leg, party) : Optional.of(partner))
        .filter(channel -> !isRecordedOn(channel, leg, open))
        .ifPresent(channel -> move(leg, party, channel));
  }

  private void move(Recording leg, UniqueId party, Channel channel) {
    legs.add(leg, channel).ifPresent(next -> moved(leg, party, next));
  }

  private void moved(Recording leg, UniqueId party, RecordingId next) {
    recordedParties
        .computeIfAbsent(leg.call(), unused -> new ConcurrentHashMap<>())
        .put(leg.whole(), party);
    talk.takeIn(leg.call(), party);
    later(leg.call(), next, SETTLED, this::settle);
  }

  private static boolean isRecordedOn(Channel channel, Recording recording, List<Recording> open) {
    return open.stream()
        .filter(leg -> leg.whole().equals(recording.whole()))
        .anyMatch(leg -> leg.uniqueId().equals(channel.uniqueId()));
  }

  private interface Step {
    void take(Recording leg, List<Recording> open);
  }

  /** Unless the recording has gone on with another leg meanwhile, or has ended. */
  private void later(CallKey call, RecordingId leg, Duration pause, Step step) {
    background.submitLater(
        call, pause, () -> locks.deciding(call, () -> takeIfNewest(call, leg, step)));
  }

  private void takeIfNewest(CallKey call, RecordingId id, Step step) {
    legs.settleDoubt(call);
    List<Recording> open = recordings.openIn(call);
    newest(open).stream().filter(leg -> leg.id().equals(id)).forEach(leg -> step.take(leg, open));
  }

  private void settle(Recording leg, List<Recording> open) {
    UniqueId party = recordedParty(leg);
    if (!(leg.state() instanceof Running)) {
      later(leg.call(), leg.id(), SETTLED, this::settle);
    } else if (leg.uniqueId().equals(party)) {
      renew(leg, open);
    } else {
      find(leg, party)
          .filter(own -> hears(own, leg))
          .filter(own -> !isRecordedOn(own, leg, open))
          .ifPresent(own -> comeHome(leg, own));
    }
  }

  private void comeHome(Recording leg, Channel own) {
    Optional<RecordingId> unused = legs.add(leg, own);
  }

  private boolean hears(Channel own, Recording leg) {
    return talk.in(leg.call()).partnersOf(own).stream()
        .anyMatch(partner -> partner.uniqueId().equals(leg.uniqueId()));
  }

  private Optional<Channel> partnerInConversation(UniqueId party, Recording leg) {
    Conversations now = talk.in(leg.call());
    return now.talking(party).filter(own -> talk.goesOnWith(leg, party)).flatMap(now::partnerOf);
  }

  private Optional<Channel> find(Recording leg, UniqueId channel) {
    return pbxs.of(leg.pbx()).find(channel);
  }
}
