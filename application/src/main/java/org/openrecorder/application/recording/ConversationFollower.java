package org.openrecorder.application.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.BridgedParties;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ConversationProgress;
import org.openrecorder.domain.call.ConversationProgress.Change;
import org.openrecorder.domain.call.LiveChannels;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState.InProgress;

/**
 * Ends what is recorded on a channel with its conversation, though the channel stays up for the
 * next one, and stores when conversations are over, so that what was recorded of them can be
 * retrieved. Who has heard whom is kept in memory; after a restart it is taken from the stored
 * call.
 */
final class ConversationFollower {

  private final PbxRegistry pbxs;
  private final TrackedCalls trackedCalls;
  private final CallLocks locks;
  private final Recordings recordings;
  private final KeyedTaskQueue tasks;
  private final InstantSource clock;
  private final Duration gap;
  private final Outcomes outcomes;
  private final Map<CallId, ConversationProgress> progress = new HashMap<>();

  /**
   * Until when a new party may take the place of a partner, of each channel whose talk is paused.
   */
  private final Map<CallId, Map<UniqueId, Instant>> paused = new HashMap<>();

  /** Conversations that are over for now, of which that is still to become of their recordings. */
  private final Map<CallId, List<Change>> ending = new HashMap<>();

  /** In which calls each channel was heard: asked for with every event of a PBX. */
  private final Map<Heard, Set<CallId>> heardIn = new ConcurrentHashMap<>();

  private record Heard(PbxName pbx, UniqueId channel) {}

  /** What becomes of recordings. The calling thread holds the lock of the call. */
  interface Outcomes {

    /** Whether the recording is on that channel, or has left it for a moment. */
    boolean isOf(RecordingSegment segment, UniqueId channel);

    /** Whether a recording that was on that channel has ended for now. */
    boolean isWaiting(CallId call, UniqueId channel);

    /** The recording ends for now; it goes on if its conversation does. */
    void pause(RecordingSegment segment, Optional<Instant> until);

    /** The conversation of that channel goes on. */
    void resume(CallId call);

    /** The conversation of that channel is over. */
    void end(CallId call, UniqueId channel);
  }

  /**
   * A follower.
   *
   * @param gap how long a new party may take the place of the last partner
   */
  ConversationFollower(TransferFollower.World world, Duration gap, Outcomes outcomes) {
    this.pbxs = world.pbxs();
    this.trackedCalls = world.watched();
    this.locks = world.locks();
    this.recordings = world.recordings();
    this.tasks = world.background();
    this.clock = world.clock();
    this.gap = gap;
    this.outcomes = outcomes;
  }

  /** A recorder begins on that channel. */
  void begin(CallId call, Channel channel) {
    LiveChannels live = pbxs.of(call.pbx());
    synchronized (progress) {
      if (trackedCalls.isLive(call)) {
        of(call).begin(channel, live.conversations(trackedCalls.channels(call)), live);
        pausedIn(call).remove(channel.uniqueId());
      }
    }
    changed(call);
  }

  private Map<UniqueId, Instant> pausedIn(CallId call) {
    return paused.computeIfAbsent(call, unused -> new HashMap<>());
  }

  private ConversationProgress of(CallId call) {
    return progress.computeIfAbsent(call, unused -> new ConversationProgress());
  }

  /** The server was started and finds a call that it knew before. */
  void takeUp(CallRecord stored) {
    synchronized (progress) {
      progress.computeIfAbsent(stored.key(), call -> ConversationProgress.of(stored));
      index(stored.key());
    }
  }

  /** Something may have changed about who hears whom in that call. */
  void changed(CallId call) {
    for (Change change : changes(call)) {
      Instant now = clock.instant(); // the work may have to wait
      tasks.submit(
          call,
          () ->
              locks.withLock(
                  call,
                  () -> {
                    take(call, change, now);
                    taken(call, change);
                  }));
    }
  }

  private void noteEnding(CallId call, List<Change> changes) {
    changes.stream()
        .filter(Change.Paused.class::isInstance)
        .forEach(paused -> ending.computeIfAbsent(call, unused -> new ArrayList<>()).add(paused));
  }

  private void taken(CallId call, Change change) {
    synchronized (progress) {
      ending.computeIfPresent(
          call,
          (key, left) -> {
            left.remove(change);
            return left.isEmpty() ? null : left;
          });
    }
  }

  private List<Change> changes(CallId call) {
    LiveChannels live = pbxs.of(call.pbx());
    synchronized (progress) {
      if (!trackedCalls.isLive(call)) {
        return List.of();
      }
      Collection<UniqueId> own = trackedCalls.channels(call);
      BridgedParties now = live.conversations(own);
      List<Change> changes =
          of(call).update(own.stream().flatMap(one -> live.find(one).stream()).toList(), now, live);
      index(call);
      noteEnding(call, changes);
      return changes;
    }
  }

  /**
   * Whether what was recorded on one channel of the call can go on with another, or itself. It
   * cannot as long as the end of its conversation is still to be dealt with: by then another one
   * may have begun on the channel.
   */
  boolean goesOnWith(CallId call, UniqueId recorded, UniqueId channel) {
    synchronized (progress) {
      return ending.getOrDefault(call, List.of()).stream()
              .noneMatch(over -> over.channel().equals(recorded) || over.channel().equals(channel))
          && of(call).goesOnWith(recorded, channel);
    }
  }

  /** The calls in whose conversations that channel was heard. */
  Set<CallId> hearing(PbxName pbx, UniqueId channel) {
    return heardIn.getOrDefault(new Heard(pbx, channel), Set.of());
  }

  private void index(CallId call) {
    of(call).parties().stream()
        .map(channel -> new Heard(call.pbx(), channel))
        .filter(heard -> !heardIn.getOrDefault(heard, Set.of()).contains(call))
        .forEach(heard -> heardIn.merge(heard, Set.of(call), ConversationFollower::union));
  }

  private static Set<CallId> union(Set<CallId> one, Set<CallId> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** The call has ended. */
  void forget(CallId call) {
    synchronized (progress) {
      paused.remove(call);
      ending.remove(call);
      if (progress.remove(call) != null) {
        heardIn.replaceAll((heard, calls) -> calls.contains(call) ? without(calls, call) : calls);
        heardIn.values().removeIf(Set::isEmpty);
      }
    }
  }

  private static Set<CallId> without(Set<CallId> calls, CallId one) {
    return calls.stream().filter(call -> !call.equals(one)).collect(Collectors.toUnmodifiableSet());
  }

  private void take(CallId call, Change change, Instant then) {
    switch (change) {
      case Change.Paused(UniqueId channel, boolean forGood) ->
          pause(call, channel, forGood ? then : then.plus(gap), then, forGood);
      case Change.Resumed(UniqueId channel) -> resume(call, channel, then);
    }
  }

  private void pause(CallId call, UniqueId channel, Instant over, Instant then, boolean forGood) {
    if (pbxs.of(call.pbx()).find(channel).isPresent()) { // a hang-up is told as one
      recordings.openIn(call).stream()
          .filter(segment -> outcomes.isOf(segment, channel))
          .filter(segment -> segment.state() instanceof InProgress)
          .forEach(
              segment -> outcomes.pause(segment, forGood ? Optional.empty() : Optional.of(over)));
    }
    recordings.saveConversationOver(call, channel, Optional.of(over), then);
    if (forGood) {
      outcomes.end(call, channel);
    } else {
      notePause(call, channel, over);
    }
  }

  private void notePause(CallId call, UniqueId channel, Instant over) {
    synchronized (progress) {
      if (trackedCalls.isLive(call)) {
        pausedIn(call).put(channel, over);
      }
    }
  }

  /**
   * A channel that stays up has until then. What was recorded on one that is gone goes on with a
   * party that is led on from there, however long its telephone rings.
   */
  private void resume(CallId call, UniqueId channel, Instant then) {
    boolean tooLate = isTooLate(call, channel, then);
    boolean isUp = pbxs.of(call.pbx()).find(channel).isPresent();
    if (isUp && tooLate) {
      outcomes.end(call, channel);
    } else if (isUp || outcomes.isWaiting(call, channel)) {
      recordings.saveConversationOver(call, channel, Optional.empty(), then);
      outcomes.resume(call);
    }
  }

  private boolean isTooLate(CallId call, UniqueId channel, Instant then) {
    synchronized (progress) {
      Instant until = pausedIn(call).remove(channel);
      return until != null && !until.isAfter(then);
    }
  }
}
