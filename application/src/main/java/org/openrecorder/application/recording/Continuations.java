package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.RecordingIds;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.Acquaintances;
import org.openrecorder.domain.call.Acquaintances.NewPartner;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Conversations;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.domain.recording.RecordingState.Ended;
import org.openrecorder.domain.recording.RecordingState.Finalising;
import org.openrecorder.domain.recording.RecordingState.Running;

/**
 * Lets recordings go on when their call changes hands.
 *
 * <ul>
 *   <li>Their channel is gone and the call is not: as soon as two parties of it talk in one bridge,
 *       one of them is recorded as a further leg.
 *   <li>Their channel stays and talks to somebody else: that one's channel is recorded as a further
 *       leg, and then the recorder on the old channel is ended. For Asterisk 22.10 often leaves the
 *       new party out of a recorder that was begun before, and in no try out of one that was begun
 *       after it had come.
 * </ul>
 *
 * <p>That a recording waits for somebody to talk is stored with its end, and taken up after a
 * restart. Who has talked to whom is not: after a restart the parties of a call of two know each
 * other, and in any other call nobody is known to anybody, so that a recording rather moves once
 * too often.
 */
public final class Continuations {

  private final LivePbxs pbxs;
  private final WatchedCalls watched;
  private final CallLocks locks;
  private final Recordings recordings;
  private final RecorderControl control;
  private final Background background;
  private final FurtherLegs legs;
  private final Map<CallKey, Acquaintances> acquaintances = new HashMap<>();
  private final Map<CallKey, List<NewPartner>> changed = new HashMap<>();
  private final Map<CallKey, Map<RecordingId, Recording>> waiting = new HashMap<>();

  /** What the continuation of recordings needs. */
  public record World(
      LivePbxs pbxs,
      WatchedCalls watched,
      CallLocks locks,
      Recordings recordings,
      RecorderControl control,
      Finaliser finaliser,
      Background background,
      RecordingIds ids,
      InstantSource clock) {}

  public Continuations(World world) {
    this.pbxs = world.pbxs();
    this.watched = world.watched();
    this.locks = world.locks();
    this.recordings = world.recordings();
    this.control = world.control();
    this.background = world.background();
    this.legs = new FurtherLegs(world, this::recorded);
  }

  /**
   * Stores the end of a recording whose channel is gone, and lets it go on if its call does; also
   * where the store leaves open whether it did, as nobody would do so later.
   */
  void channelGone(Recording ended) {
    boolean waits = mayGoOn(ended.state()) && watched.isLive(ended.call());
    boolean stored = false;
    try {
      control.storeEnd(ended, waits);
      stored = true;
    } finally {
      if (waits && (stored || !isWaiting(ended.call()))) {
        await(ended);
      }
    }
  }

  /** Also a wish for a telephone that rang in vain goes on: somebody else has taken the call. */
  private static boolean mayGoOn(RecordingState state) {
    return state instanceof Finalising
        || (state instanceof Ended ended && ended.kind() == Ended.Kind.EMPTY);
  }

  /** That recording waited when the server was last told; it does still, unless it went on. */
  void resume(Recording recording) {
    if (watched.isLive(recording.call()) && isLastLeg(recording)) {
      await(recording);
    }
  }

  private boolean isLastLeg(Recording recording) {
    List<Recording> legs = recordings.legs(List.of(recording.whole()));
    RecordingId last = legs.isEmpty() ? recording.whole() : legs.getLast().id();
    return last.equals(recording.id());
  }

  private void await(Recording recording) {
    synchronized (waiting) {
      waiting
          .computeIfAbsent(recording.call(), unused -> new LinkedHashMap<>())
          .put(recording.whole(), recording);
    }
    look(recording.call());
    if (!watched.isLive(recording.call())) { // it ended meanwhile, and nobody would tell again
      forget(recording.call());
    }
  }

  /** The server was started and finds a call that it knew before, which is not watched yet. */
  void takeUp(Call stored) {
    synchronized (waiting) {
      acquaintances.computeIfAbsent(stored.key(), unused -> Acquaintances.of(stored));
    }
  }

  /** A recorder begins on that channel, which takes in whom it talks to now. */
  void recorded(CallKey call, Channel channel) {
    synchronized (waiting) {
      if (watched.isLive(call)) {
        met(call).forget(channel.uniqueId());
        changed
            .getOrDefault(call, new ArrayList<>())
            .removeIf(change -> change.channel().equals(channel.uniqueId()));
      }
    }
    changed(call);
  }

  /** Something has changed about who talks to whom in that call. */
  void changed(CallKey call) {
    if (hasNews(call)) {
      look(call);
    }
  }

  private boolean hasNews(CallKey call) {
    synchronized (waiting) {
      if (!watched.isLive(call)) {
        return false;
      }
      List<NewPartner> changes = met(call).meet(conversations(call));
      if (!changes.isEmpty()) {
        changed.computeIfAbsent(call, unused -> new ArrayList<>()).addAll(changes);
      }
      return isWaiting(call);
    }
  }

  private Acquaintances met(CallKey call) {
    return acquaintances.computeIfAbsent(call, unused -> new Acquaintances());
  }

  private List<Recording> waitingIn(CallKey call) {
    synchronized (waiting) {
      return List.copyOf(waiting.getOrDefault(call, Map.of()).values());
    }
  }

  /**
   * A CRM has decided: nothing of that call goes on by itself any more, nor after a restart, before
   * which it may have begun to wait.
   */
  void rest(CallKey call) {
    recordings.endWaiting(call);
    synchronized (waiting) {
      waiting.remove(call);
      changed.remove(call);
    }
  }

  /** The same where what was stored is stored otherwise already. */
  void restIfWaiting(CallKey call) {
    if (isWaiting(call)) {
      rest(call);
    }
  }

  private boolean isWaiting(CallKey call) {
    synchronized (waiting) {
      return waiting.containsKey(call) || changed.containsKey(call);
    }
  }

  /** The call has ended. */
  void forget(CallKey call) {
    synchronized (waiting) {
      waiting.remove(call);
      changed.remove(call);
      acquaintances.remove(call);
    }
  }

  private List<NewPartner> changesIn(CallKey call) {
    synchronized (waiting) {
      return List.copyOf(changed.getOrDefault(call, List.of()));
    }
  }

  private void look(CallKey call) {
    background.submit(call, () -> locks.deciding(call, () -> goOn(call)));
  }

  private void goOn(CallKey call) {
    legs.settleDoubt(call);
    List<NewPartner> changes = changesIn(call);
    if (!changes.isEmpty()) {
      follow(changes, recordings.openIn(call));
      drop(call, changes);
    }
    for (Recording recording : waitingIn(call)) {
      survivor(recording)
          .ifPresent(
              channel -> {
                legs.add(recording, channel);
                drop(call, recording.whole());
              });
    }
  }

  /** Both sides may be new to each other: what begins on one of them is not led back. */
  private void follow(List<NewPartner> changes, List<Recording> open) {
    changes.forEach(change -> follow(change, open));
  }

  /** What is recorded on a channel that has a new partner is recorded on that one's. */
  private void follow(NewPartner change, List<Recording> open) {
    open.stream()
        .filter(recording -> recording.uniqueId().equals(change.channel()))
        .filter(recording -> recording.state() instanceof Running)
        .filter(recording -> !isRecordedOn(change.partner(), recording, open))
        .forEach(recording -> legs.add(recording, change.partner()));
  }

  private static boolean isRecordedOn(Channel channel, Recording recording, List<Recording> open) {
    return open.stream()
        .filter(leg -> leg.whole().equals(recording.whole()))
        .anyMatch(leg -> leg.uniqueId().equals(channel.uniqueId()));
  }

  private Conversations conversations(CallKey call) {
    return pbxs.of(call.pbx()).conversations(watched.channels(call));
  }

  private void drop(CallKey call, List<NewPartner> changes) {
    synchronized (waiting) {
      changed.computeIfPresent(
          call,
          (key, left) -> {
            left.removeAll(changes);
            return left.isEmpty() ? null : left;
          });
    }
  }

  private void drop(CallKey call, RecordingId one) {
    synchronized (waiting) {
      waiting.computeIfPresent(
          call,
          (key, left) -> {
            left.remove(one);
            return left.isEmpty() ? null : left;
          });
    }
  }

  /** The channel to go on with, unless the recording goes on already. */
  private Optional<Channel> survivor(Recording recording) {
    boolean goesOn =
        recordings.openIn(recording.call()).stream()
            .anyMatch(open -> open.whole().equals(recording.whole()));
    return goesOn ? Optional.empty() : conversations(recording.call()).survivor();
  }
}
