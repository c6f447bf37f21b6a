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
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.BridgedParties;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PartnerHistory.PartnerChange;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState.InProgress;

/**
 * Lets recordings go on with new recorders when their party talks to a new partner, or to the same
 * one after a break. Some PBXs leave the party that speaks then out of each recorder of a channel
 * that had one before and has heard something else meanwhile; a recorder on a channel that had none
 * is complete.
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

  private final PbxRegistry pbxs;
  private final CallLocks locks;
  private final Recordings recordings;
  private final KeyedTaskQueue tasks;
  private final SegmentStarter segments;
  private final Talk talk;
  private final Map<CallId, Map<RecordingId, UniqueId>> recordedParties = new ConcurrentHashMap<>();

  /** Who talks to whom now. */
  interface Talk {

    BridgedParties in(CallId call);

    /** Whether the conversation that was recorded is now that of the given channel. */
    boolean goesOnWith(RecordingSegment segment, UniqueId channel);

    /** What that channel hears now is in a recorder; forgets the call if it has ended meanwhile. */
    void takeIn(CallId call, UniqueId channel);
  }

  RecorderRenewal(TransferFollower.World world, SegmentStarter segments, Talk talk) {
    this.pbxs = world.pbxs();
    this.locks = world.locks();
    this.recordings = world.recordings();
    this.tasks = world.background();
    this.segments = segments;
    this.talk = talk;
  }

  /**
   * Parties talk to a new partner, or anew. The calling thread holds the lock of the call.
   *
   * @param open what is open in the call, oldest first
   */
  void follow(List<PartnerChange> changes, List<RecordingSegment> open) {
    Set<UniqueId> parties =
        changes.stream().map(PartnerChange::channel).collect(Collectors.toSet());
    List<RecordingSegment> concerned =
        newest(open).stream()
            .filter(segment -> segment.state() instanceof InProgress)
            .filter(segment -> parties.contains(recordedParty(segment)))
            .toList();
    for (int i = 0; i < concerned.size(); i++) {
      RecordingSegment segment = concerned.get(i);
      if (i == 0) {
        renew(segment, open);
      } else {
        later(segment.call(), segment.id(), APART.multipliedBy(i), this::renew);
      }
    }
  }

  /**
   * A recording waited to go on, and a party talks in its call. If its party is still there and in
   * the conversation, it goes on with the party that talks to it: on the party's own channel its
   * last recorder may have ended just now.
   *
   * @param survivor with whom it goes on otherwise
   */
  void goOn(RecordingSegment waiting, Channel survivor) {
    UniqueId party = recordedParty(waiting);
    Optional<Channel> partner = partnerInConversation(party, waiting);
    if (partner.isPresent()) {
      move(waiting, party, partner.get());
    } else {
      Optional<RecordingId> unused = segments.add(waiting, survivor);
    }
  }

  /** The call has ended. */
  void forget(CallId call) {
    recordedParties.remove(call);
  }

  /** Of the legs of each recording the last one. */
  private static Collection<RecordingSegment> newest(List<RecordingSegment> oldestFirst) {
    Map<RecordingId, RecordingSegment> newest = new LinkedHashMap<>();
    oldestFirst.forEach(segment -> newest.put(segment.recordingId(), segment));
    return newest.values();
  }

  /** The channel of the party that is recorded, which the recording may have left for a moment. */
  UniqueId recordedParty(RecordingSegment segment) {
    return Optional.ofNullable(recordedParties.get(segment.call()))
        .flatMap(ofCall -> Optional.ofNullable(ofCall.get(segment.recordingId())))
        .filter(party -> pbxs.of(segment.pbx()).find(party).isPresent())
        .orElse(segment.uniqueId());
  }

  /** Whether the recording is on that channel, or has left it for a moment. */
  boolean isOf(RecordingSegment segment, UniqueId channel) {
    return segment.uniqueId().equals(channel) || recordedParty(segment).equals(channel);
  }

  /** A new recorder on the channel that has none now: that of the partner or that of the party. */
  private void renew(RecordingSegment segment, List<RecordingSegment> open) {
    UniqueId party = recordedParty(segment);
    partnerInConversation(party, segment)
        .flatMap(
            partner ->
                segment.uniqueId().equals(partner.uniqueId())
                    ? find(segment, party)
                    : Optional.of(partner))
        .filter(channel -> !isRecordedOn(channel, segment, open))
        .ifPresent(channel -> move(segment, party, channel));
  }

  private void move(RecordingSegment segment, UniqueId party, Channel channel) {
    segments.add(segment, channel).ifPresent(next -> moved(segment, party, next));
  }

  private void moved(RecordingSegment segment, UniqueId party, RecordingId next) {
    recordedParties
        .computeIfAbsent(segment.call(), unused -> new ConcurrentHashMap<>())
        .put(segment.recordingId(), party);
    talk.takeIn(segment.call(), party);
    later(segment.call(), next, SETTLED, this::settle);
  }

  private static boolean isRecordedOn(
      Channel channel, RecordingSegment segment, List<RecordingSegment> open) {
    return open.stream()
        .filter(other -> other.recordingId().equals(segment.recordingId()))
        .anyMatch(other -> other.uniqueId().equals(channel.uniqueId()));
  }

  private interface Step {
    void take(RecordingSegment segment, List<RecordingSegment> open);
  }

  /** Unless the recording has gone on with another leg meanwhile, or has ended. */
  private void later(CallId call, RecordingId leg, Duration pause, Step step) {
    tasks.submitLater(call, pause, () -> locks.withLock(call, () -> takeIfNewest(call, leg, step)));
  }

  private void takeIfNewest(CallId call, RecordingId id, Step step) {
    segments.resolveDoubt(call);
    List<RecordingSegment> open = recordings.openIn(call);
    newest(open).stream()
        .filter(segment -> segment.id().equals(id))
        .forEach(segment -> step.take(segment, open));
  }

  private void settle(RecordingSegment segment, List<RecordingSegment> open) {
    UniqueId party = recordedParty(segment);
    if (!(segment.state() instanceof InProgress)) {
      later(segment.call(), segment.id(), SETTLED, this::settle);
    } else if (segment.uniqueId().equals(party)) {
      renew(segment, open);
    } else {
      find(segment, party)
          .filter(own -> hears(own, segment))
          .filter(own -> !isRecordedOn(own, segment, open))
          .ifPresent(own -> comeHome(segment, own));
    }
  }

  private void comeHome(RecordingSegment segment, Channel own) {
    Optional<RecordingId> unused = segments.add(segment, own);
  }

  private boolean hears(Channel own, RecordingSegment segment) {
    return talk.in(segment.call()).partnersOf(own).stream()
        .anyMatch(partner -> partner.uniqueId().equals(segment.uniqueId()));
  }

  private Optional<Channel> partnerInConversation(UniqueId party, RecordingSegment segment) {
    BridgedParties now = talk.in(segment.call());
    return now.talking(party)
        .filter(own -> talk.goesOnWith(segment, party))
        .flatMap(now::partnerOf);
  }

  private Optional<Channel> find(RecordingSegment segment, UniqueId channel) {
    return pbxs.of(segment.pbx()).find(channel);
  }
}
