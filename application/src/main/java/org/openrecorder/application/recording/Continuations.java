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
import org.openrecorder.application.Answer;
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
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.domain.recording.RecordingState.Ended;
import org.openrecorder.domain.recording.RecordingState.Finalising;

/**
 * Lets recordings go on when their call changes hands.
 *
 * <ul>
 *   <li>Their channel is gone and the call is not: as soon as two parties of it talk in one bridge,
 *       one of them is recorded as a further leg.
 *   <li>Their channel stays, and its conversation begins anew: see {@link RecorderRenewal}.
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
  private final Finaliser finaliser;
  private final InstantSource clock;
  private final FurtherLegs legs;
  private final RecorderRenewal renewal;
  private final ConversationFollower conversations;
  private final Map<CallKey, Acquaintances> acquaintances = new HashMap<>();
  private final Map<CallKey, List<NewPartner>> changed = new HashMap<>();
  private final Map<CallKey, Map<RecordingId, Waiting>> waiting = new HashMap<>();

  /**
   * A recording that has ended for now.
   *
   * @param until when it stops to wait; empty if that is not known beforehand
   */
  private record Waiting(Recording recording, Optional<Instant> until) {

    boolean isOver(Instant now) {
      return until.filter(end -> !end.isAfter(now)).isPresent();
    }
  }

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

  /**
   * The continuations.
   *
   * @param gap how long somebody may take the place of a conversation's last partner
   */
  public Continuations(World world, Duration gap) {
    this.pbxs = world.pbxs();
    this.finaliser = world.finaliser();
    this.clock = world.clock();
    this.watched = world.watched();
    this.locks = world.locks();
    this.recordings = world.recordings();
    this.control = world.control();
    this.background = world.background();
    this.legs = new FurtherLegs(world, this::takeIn);
    this.renewal = new RecorderRenewal(world, legs, new TalkNow());
    this.conversations = new ConversationFollower(world, gap, new AfterConversations());
  }

  /** Who talks to whom now, for the renewal of recorders. */
  private final class TalkNow implements RecorderRenewal.Talk {

    @Override
    public Conversations in(CallKey call) {
      return talkIn(call);
    }

    @Override
    public boolean goesOnWith(Recording recording, UniqueId channel) {
      return conversations.goesOnWith(recording.call(), recording.uniqueId(), channel);
    }

    @Override
    public void takeIn(CallKey call, UniqueId channel) {
      pbxs.of(call.pbx()).find(channel).ifPresent(found -> Continuations.this.takeIn(call, found));
      if (!watched.isLive(call)) { // it ended meanwhile, and nobody would tell again
        forget(call);
      }
    }
  }

  /** What becomes of recordings when conversations are over for now, go on, or are over. */
  private final class AfterConversations implements ConversationFollower.Outcomes {

    @Override
    public boolean isOf(Recording recording, UniqueId channel) {
      return renewal.isOf(recording, channel);
    }

    @Override
    public boolean isWaiting(CallKey call, UniqueId channel) {
      return waitingIn(call).stream().anyMatch(one -> isOf(one.recording(), channel));
    }

    @Override
    public void pause(Recording recording, Optional<Instant> until) {
      boolean waits = until.isPresent();
      Recording ended = finaliser.end(recording, () -> control.end(recording, waits));
      if (waits) {
        await(ended, until);
      }
    }

    @Override
    public void resume(CallKey call) {
      look(call);
    }

    @Override
    public void end(CallKey call, UniqueId channel) {
      waitingIn(call).stream()
          .filter(one -> isOf(one.recording(), channel))
          .forEach(Continuations.this::waitNoLonger);
    }
  }

  private void waitNoLonger(Waiting one) {
    recordings.endWaiting(one.recording().id());
    drop(one.recording().call(), one.recording().whole());
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
        await(ended, Optional.empty());
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
      await(recording, recording.following().conversationOver());
    }
  }

  private boolean isLastLeg(Recording recording) {
    List<Recording> legs = recordings.legs(List.of(recording.whole()));
    RecordingId last = legs.isEmpty() ? recording.whole() : legs.getLast().id();
    return last.equals(recording.id());
  }

  private void await(Recording recording, Optional<Instant> until) {
    synchronized (waiting) {
      waiting
          .computeIfAbsent(recording.call(), unused -> new LinkedHashMap<>())
          .put(recording.whole(), new Waiting(recording, until));
    }
    conversations.changed(recording.call());
    look(recording.call());
    if (!watched.isLive(recording.call())) { // it ended meanwhile, and nobody would tell again
      forget(recording.call());
    }
  }

  /**
   * The recorder of that recording has ended on the PBX and its channel is there. Whoever calls has
   * the lock of the call.
   */
  Answer<Recording> beginAgain(Recording stopped, Channel channel) {
    return legs.addNow(stopped, channel);
  }

  /** The server was started and finds a call that it knew before, which is not watched yet. */
  void takeUp(Call stored) {
    synchronized (waiting) {
      acquaintances.computeIfAbsent(stored.key(), unused -> Acquaintances.of(stored));
    }
    conversations.takeUp(stored);
  }

  /** A recording begins on that channel: its conversation is with those whom it hears now. */
  void recorded(CallKey call, Channel channel) {
    conversations.begin(call, channel);
    takeIn(call, channel);
    changed(call);
  }

  /** A recorder begins on that channel, and takes in whoever talks to it now. */
  private void takeIn(CallKey call, Channel channel) {
    synchronized (waiting) {
      if (watched.isLive(call)) {
        met(call).recorded(channel, talkIn(call));
        changed
            .getOrDefault(call, new ArrayList<>())
            .removeIf(change -> change.channel().equals(channel.uniqueId()));
      }
    }
  }

  /** The channel of the party that is recorded, which the recording may have left for a moment. */
  UniqueId recordedParty(Recording recording) {
    return renewal.recordedParty(recording);
  }

  /** A channel is gone. */
  void gone(CallKey call, Channel channel) {
    synchronized (waiting) {
      Optional.ofNullable(acquaintances.get(call))
          .ifPresent(ofCall -> ofCall.forget(channel.uniqueId()));
    }
  }

  /** The calls in whose conversations that channel was heard. */
  Set<CallKey> hearing(PbxName pbx, UniqueId channel) {
    return conversations.hearing(pbx, channel);
  }

  /** Something has changed about who talks to whom in that call. */
  void changed(CallKey call) {
    conversations.changed(call);
    if (hasNews(call)) {
      look(call);
    }
  }

  private boolean hasNews(CallKey call) {
    synchronized (waiting) {
      if (!watched.isLive(call)) {
        return false;
      }
      met(call).meet(talkIn(call)).forEach(change -> note(call, change));
      return isWaiting(call);
    }
  }

  /** Of one channel only the last one matters. */
  private void note(CallKey call, NewPartner change) {
    List<NewPartner> ofCall = changed.computeIfAbsent(call, unused -> new ArrayList<>());
    ofCall.removeIf(older -> older.channel().equals(change.channel()));
    ofCall.add(change);
  }

  private Acquaintances met(CallKey call) {
    return acquaintances.computeIfAbsent(call, unused -> new Acquaintances());
  }

  private List<Waiting> waitingIn(CallKey call) {
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
    conversations.forget(call);
    renewal.forget(call);
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
      renewal.follow(changes, recordings.openIn(call));
      drop(call, changes);
    }
    waitingIn(call).forEach(this::goOn);
  }

  private void goOn(Waiting one) {
    Recording recording = one.recording();
    if (one.isOver(clock.instant())) {
      waitNoLonger(one);
    } else if (!isGoingOn(recording)) {
      survivor(recording)
          .ifPresentOrElse(
              channel -> {
                renewal.goOn(recording, channel);
                drop(recording.call(), recording.whole());
              },
              () -> answeredElsewhere(recording).ifPresent(by -> explain(one, by)));
    }
  }

  /** Another telephone of the same ring has taken the call that was asked for on this one. */
  private void explain(Waiting one, Channel by) {
    recordings.saveState(one.recording().explained(Recording.answeredBy(by)));
    waitNoLonger(one);
  }

  private Conversations talkIn(CallKey call) {
    return pbxs.of(call.pbx()).conversations(watched.channels(call));
  }

  /** These very ones: the same may have been noted once more meanwhile. */
  private void drop(CallKey call, List<NewPartner> changes) {
    Set<NewPartner> done = Collections.newSetFromMap(new IdentityHashMap<>());
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

  private boolean isGoingOn(Recording recording) {
    return recordings.openIn(recording.call()).stream()
        .anyMatch(open -> open.whole().equals(recording.whole()));
  }

  /** The channel to go on with. */
  private Optional<Channel> survivor(Recording recording) {
    Conversations talk = talkIn(recording.call());
    if (isOnlyRequested(recording)) {
      return talk.survivor(recording::means);
    }
    return talk.survivor(
        channel ->
            conversations.goesOnWith(recording.call(), recording.uniqueId(), channel.uniqueId()));
  }

  private static boolean isOnlyRequested(Recording recording) {
    return recording.continues().isEmpty() && recording.state().startedAt().isEmpty();
  }

  /** Who has answered what was asked for on a telephone that rang in vain. */
  private Optional<Channel> answeredElsewhere(Recording recording) {
    return isOnlyRequested(recording)
        ? talkIn(recording.call()).answeredBy(recording.call().linkedId())
        : Optional.empty();
  }
}
