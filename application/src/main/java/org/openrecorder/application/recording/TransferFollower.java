package org.openrecorder.application.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.application.Result;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.RecordingIdGenerator;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.BridgedParties;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PartnerHistory;
import org.openrecorder.domain.call.PartnerHistory.PartnerChange;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.domain.recording.RecordingState.EndedWithoutAudio;
import org.openrecorder.domain.recording.RecordingState.Finalising;

/**
 * Lets recordings go on when their call changes hands.
 *
 * <ul>
 *   <li>Their channel is gone and the call is not: as soon as two parties of it talk in one bridge,
 *       one of them is recorded as a further segment.
 *   <li>Their channel stays, and its conversation begins anew: see {@link RecorderRenewal}.
 * </ul>
 *
 * <p>That a recording waits for a party to talk is stored with its end, and taken up after a
 * restart. Who has talked to whom is not: after a restart the parties of a call of two know each
 * other, and in any other call no party is known to another, so that a recording rather moves once
 * too often.
 */
public final class TransferFollower {

  private final PbxRegistry pbxs;
  private final TrackedCalls trackedCalls;
  private final CallLocks locks;
  private final Recordings recordings;
  private final PbxRecording pbxRecording;
  private final KeyedTaskQueue tasks;
  private final Finaliser finaliser;
  private final InstantSource clock;
  private final SegmentStarter segments;
  private final RecorderRenewal renewal;
  private final ConversationFollower conversations;
  private final Map<CallId, PartnerHistory> acquaintances = new HashMap<>();
  private final Map<CallId, List<PartnerChange>> changed = new HashMap<>();
  private final Map<CallId, Map<RecordingId, Waiting>> waiting = new HashMap<>();

  /**
   * A recording that has ended for now.
   *
   * @param until when it stops to wait; empty if that is not known beforehand
   */
  private record Waiting(RecordingSegment recording, Optional<Instant> until) {

    boolean isOver(Instant now) {
      return until.filter(end -> !end.isAfter(now)).isPresent();
    }
  }

  /** What the continuation of recordings needs. */
  public record World(
      PbxRegistry pbxs,
      TrackedCalls watched,
      CallLocks locks,
      Recordings recordings,
      PbxRecording control,
      Finaliser finaliser,
      KeyedTaskQueue background,
      RecordingIdGenerator ids,
      InstantSource clock) {}

  /**
   * The continuations.
   *
   * @param gap how long a new party may take the place of a conversation's last partner
   */
  public TransferFollower(World world, Duration gap) {
    this.pbxs = world.pbxs();
    this.finaliser = world.finaliser();
    this.clock = world.clock();
    this.trackedCalls = world.watched();
    this.locks = world.locks();
    this.recordings = world.recordings();
    this.pbxRecording = world.control();
    this.tasks = world.background();
    this.segments = new SegmentStarter(world, this::takeIn);
    this.renewal = new RecorderRenewal(world, segments, new TalkNow());
    this.conversations = new ConversationFollower(world, gap, new AfterConversations());
  }

  /** Who talks to whom now, for the renewal of recorders. */
  private final class TalkNow implements RecorderRenewal.Talk {

    @Override
    public BridgedParties in(CallId call) {
      return talkIn(call);
    }

    @Override
    public boolean goesOnWith(RecordingSegment segment, UniqueId channel) {
      return conversations.goesOnWith(segment.call(), segment.uniqueId(), channel);
    }

    @Override
    public void takeIn(CallId call, UniqueId channel) {
      pbxs.of(call.pbx())
          .find(channel)
          .ifPresent(found -> TransferFollower.this.takeIn(call, found));
      if (!trackedCalls.isLive(call)) { // it ended meanwhile, which no event tells again
        forget(call);
      }
    }
  }

  /** What becomes of recordings when conversations are over for now, go on, or are over. */
  private final class AfterConversations implements ConversationFollower.Outcomes {

    @Override
    public boolean isOf(RecordingSegment segment, UniqueId channel) {
      return renewal.isOf(segment, channel);
    }

    @Override
    public boolean isWaiting(CallId call, UniqueId channel) {
      return waitingIn(call).stream().anyMatch(one -> isOf(one.recording(), channel));
    }

    @Override
    public void pause(RecordingSegment segment, Optional<Instant> until) {
      boolean waits = until.isPresent();
      RecordingSegment ended = finaliser.end(segment, () -> pbxRecording.end(segment, waits));
      if (waits) {
        await(ended, until);
      }
    }

    @Override
    public void resume(CallId call) {
      look(call);
    }

    @Override
    public void end(CallId call, UniqueId channel) {
      waitingIn(call).stream()
          .filter(one -> isOf(one.recording(), channel))
          .forEach(TransferFollower.this::waitNoLonger);
    }
  }

  private void waitNoLonger(Waiting one) {
    recordings.endWaiting(one.recording().id());
    drop(one.recording().call(), one.recording().recordingId());
  }

  /**
   * Stores the end of a recording whose channel is gone, and lets it go on if its call does; also
   * where the store leaves open whether it did, as no later task does so.
   */
  void channelGone(RecordingSegment ended) {
    boolean waits = mayGoOn(ended.state()) && trackedCalls.isLive(ended.call());
    boolean stored = false;
    try {
      pbxRecording.storeEnd(ended, waits);
      stored = true;
    } finally {
      if (waits && (stored || !isWaiting(ended.call()))) {
        await(ended, Optional.empty());
      }
    }
  }

  /** Also a request for a telephone that rang in vain goes on: another party has taken the call. */
  private static boolean mayGoOn(RecordingState state) {
    return state instanceof Finalising
        || (state instanceof EndedWithoutAudio ended
            && ended.kind() == EndedWithoutAudio.Kind.EMPTY);
  }

  /** That recording waited when the server was last told; it does still, unless it went on. */
  void resume(RecordingSegment segment) {
    if (trackedCalls.isLive(segment.call()) && isLastLeg(segment)) {
      await(segment, segment.following().conversationOver());
    }
  }

  private boolean isLastLeg(RecordingSegment segment) {
    List<RecordingSegment> segments = recordings.segments(List.of(segment.recordingId()));
    RecordingId last = segments.isEmpty() ? segment.recordingId() : segments.getLast().id();
    return last.equals(segment.id());
  }

  private void await(RecordingSegment segment, Optional<Instant> until) {
    synchronized (waiting) {
      waiting
          .computeIfAbsent(segment.call(), unused -> new LinkedHashMap<>())
          .put(segment.recordingId(), new Waiting(segment, until));
    }
    conversations.changed(segment.call());
    look(segment.call());
    if (!trackedCalls.isLive(segment.call())) { // it ended meanwhile, which no event tells again
      forget(segment.call());
    }
  }

  /**
   * The recorder of that recording has ended on the PBX and its channel is there. The calling
   * thread holds the lock of the call.
   */
  Result<RecordingSegment> beginAgain(RecordingSegment stopped, Channel channel) {
    return segments.addNow(stopped, channel);
  }

  /** The server was started and finds a call that it knew before, which is not watched yet. */
  void takeUp(CallRecord stored) {
    synchronized (waiting) {
      acquaintances.computeIfAbsent(stored.key(), unused -> PartnerHistory.of(stored));
    }
    conversations.takeUp(stored);
  }

  /** A recording begins on that channel: its conversation is with those whom it hears now. */
  void recorded(CallId call, Channel channel) {
    conversations.begin(call, channel);
    takeIn(call, channel);
    changed(call);
  }

  /** A recorder begins on that channel, and records the party that talks to it now. */
  private void takeIn(CallId call, Channel channel) {
    synchronized (waiting) {
      if (trackedCalls.isLive(call)) {
        met(call).recorded(channel, talkIn(call));
        changed
            .getOrDefault(call, new ArrayList<>())
            .removeIf(change -> change.channel().equals(channel.uniqueId()));
      }
    }
  }

  /** The channel of the party that is recorded, which the recording may have left for a moment. */
  UniqueId recordedParty(RecordingSegment segment) {
    return renewal.recordedParty(segment);
  }

  /** A channel is gone. */
  void gone(CallId call, Channel channel) {
    synchronized (waiting) {
      Optional.ofNullable(acquaintances.get(call))
          .ifPresent(ofCall -> ofCall.forget(channel.uniqueId()));
    }
  }

  /** The calls in whose conversations that channel was heard. */
  Set<CallId> hearing(PbxName pbx, UniqueId channel) {
    return conversations.hearing(pbx, channel);
  }

  /** Something has changed about who talks to whom in that call. */
  void changed(CallId call) {
    conversations.changed(call);
    if (hasNews(call)) {
      look(call);
    }
  }

  private boolean hasNews(CallId call) {
    synchronized (waiting) {
      if (!trackedCalls.isLive(call)) {
        return false;
      }
      met(call).meet(talkIn(call)).forEach(change -> note(call, change));
      return isWaiting(call);
    }
  }

  /** Of one channel only the last one matters. */
  private void note(CallId call, PartnerChange change) {
    List<PartnerChange> ofCall = changed.computeIfAbsent(call, unused -> new ArrayList<>());
    ofCall.removeIf(older -> older.channel().equals(change.channel()));
    ofCall.add(change);
  }

  private PartnerHistory met(CallId call) {
    return acquaintances.computeIfAbsent(call, unused -> new PartnerHistory());
  }

  private List<Waiting> waitingIn(CallId call) {
    synchronized (waiting) {
      return List.copyOf(waiting.getOrDefault(call, Map.of()).values());
    }
  }

  /**
   * A CRM has decided: nothing of that call goes on by itself any more, nor after a restart, before
   * which it may have begun to wait.
   */
  void rest(CallId call) {
    recordings.endWaiting(call);
    synchronized (waiting) {
      waiting.remove(call);
      changed.remove(call);
    }
  }

  /** The same where what was stored is stored otherwise already. */
  void restIfWaiting(CallId call) {
    if (isWaiting(call)) {
      rest(call);
    }
  }

  private boolean isWaiting(CallId call) {
    synchronized (waiting) {
      return waiting.containsKey(call) || changed.containsKey(call);
    }
  }

  /** The call has ended. */
  void forget(CallId call) {
    synchronized (waiting) {
      waiting.remove(call);
      changed.remove(call);
      acquaintances.remove(call);
    }
    conversations.forget(call);
    renewal.forget(call);
  }

  private List<PartnerChange> changesIn(CallId call) {
    synchronized (waiting) {
      return List.copyOf(changed.getOrDefault(call, List.of()));
    }
  }

  private void look(CallId call) {
    tasks.submit(call, () -> locks.withLock(call, () -> goOn(call)));
  }

  private void goOn(CallId call) {
    segments.resolveDoubt(call);
    List<PartnerChange> changes = changesIn(call);
    if (!changes.isEmpty()) {
      renewal.follow(changes, recordings.openIn(call));
      drop(call, changes);
    }
    waitingIn(call).forEach(this::goOn);
  }

  private void goOn(Waiting one) {
    RecordingSegment segment = one.recording();
    if (one.isOver(clock.instant())) {
      waitNoLonger(one);
    } else if (!isGoingOn(segment)) {
      survivor(segment)
          .ifPresentOrElse(
              channel -> {
                renewal.goOn(segment, channel);
                drop(segment.call(), segment.recordingId());
              },
              () -> answeredElsewhere(segment).ifPresent(by -> explain(one, by)));
    }
  }

  /** Another telephone of the same ring has taken the call that was asked for on this one. */
  private void explain(Waiting one, Channel by) {
    recordings.saveState(one.recording().explained(RecordingSegment.answeredBy(by)));
    waitNoLonger(one);
  }

  private BridgedParties talkIn(CallId call) {
    return pbxs.of(call.pbx()).conversations(trackedCalls.channels(call));
  }

  /** These very ones: the same may have been noted once more meanwhile. */
  private void drop(CallId call, List<PartnerChange> changes) {
    Set<PartnerChange> done = Collections.newSetFromMap(new IdentityHashMap<>());
    done.addAll(changes);
    synchronized (waiting) {
      changed.computeIfPresent(
          call,
          (key, left) -> {
            left.removeIf(done::contains);
            return left.isEmpty() ? null : left;
          });
    }
  }

  private void drop(CallId call, RecordingId one) {
    synchronized (waiting) {
      waiting.computeIfPresent(
          call,
          (key, left) -> {
            left.remove(one);
            return left.isEmpty() ? null : left;
          });
    }
  }

  private boolean isGoingOn(RecordingSegment segment) {
    return recordings.openIn(segment.call()).stream()
        .anyMatch(open -> open.recordingId().equals(segment.recordingId()));
  }

  /** The channel to go on with. */
  private Optional<Channel> survivor(RecordingSegment segment) {
    BridgedParties talk = talkIn(segment.call());
    if (isOnlyRequested(segment)) {
      return talk.survivor(segment::means);
    }
    return talk.survivor(
        channel ->
            conversations.goesOnWith(segment.call(), segment.uniqueId(), channel.uniqueId()));
  }

  private static boolean isOnlyRequested(RecordingSegment segment) {
    return segment.continues().isEmpty() && segment.state().startedAt().isEmpty();
  }

  /** Who has answered what was asked for on a telephone that rang in vain. */
  private Optional<Channel> answeredElsewhere(RecordingSegment segment) {
    return isOnlyRequested(segment)
        ? talkIn(segment.call()).answeredBy(segment.call().linkedId())
        : Optional.empty();
  }
}
