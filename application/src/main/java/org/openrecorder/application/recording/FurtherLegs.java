package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.openrecorder.application.Answer;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.RecordingIds;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState.Requested;

/**
 * The legs with which recordings go on. Each is stored as a wish before the PBX is told of it; when
 * it has begun the leg that it stands in for is ended.
 */
final class FurtherLegs {

  /** A recording that changes hands more often is left alone. */
  private static final int MOST = 100;

  private final LivePbxs pbxs;
  private final CallLocks locks;
  private final Recordings recordings;
  private final RecorderControl control;
  private final Finaliser finaliser;
  private final Background background;
  private final RecordingIds ids;
  private final InstantSource clock;
  private final BiConsumer<CallKey, Channel> whenStored;

  /** What is being stored, one for each call, and what was when the store failed. */
  private final Map<CallKey, Leg> inDoubt = new ConcurrentHashMap<>();

  /** A leg that is to be, and the one before it. */
  private record Leg(Recording wish, Channel channel, RecordingId before) {

    CallKey call() {
      return wish.call();
    }
  }

  /**
   * The legs.
   *
   * @param whenStored is told the channel of each one that is stored, before the PBX is
   */
  FurtherLegs(Continuations.World world, BiConsumer<CallKey, Channel> whenStored) {
    this.pbxs = world.pbxs();
    this.locks = world.locks();
    this.recordings = world.recordings();
    this.control = world.control();
    this.finaliser = world.finaliser();
    this.background = world.background();
    this.ids = world.ids();
    this.clock = world.clock();
    this.whenStored = whenStored;
  }

  /** The recording goes on with that channel. Whoever calls has the lock of the call. */
  void add(Recording recording, Channel channel) {
    if (recordings.legs(List.of(recording.whole())).size() < MOST) {
      Leg leg =
          new Leg(recording.goingOn(ids.next(), channel, clock.instant()), channel, recording.id());
      inDoubt.put(leg.call(), leg);
      recordings.add(leg.wish());
      inDoubt.remove(leg.call());
      beginSoon(leg);
    }
  }

  /**
   * To be called before it is looked what is recorded in a call, as nobody else would begin a leg
   * that is stored though that could not be told. Whoever calls has the lock of the call.
   */
  void settleDoubt(CallKey call) {
    Leg leg = inDoubt.get(call);
    if (leg != null) {
      boolean stored = recordings.find(leg.wish().id()).isPresent();
      inDoubt.remove(call);
      if (stored) {
        beginSoon(leg);
      }
    }
  }

  private void beginSoon(Leg leg) {
    whenStored.accept(leg.call(), leg.channel());
    background.submit(leg.call(), () -> locks.deciding(leg.call(), () -> begin(leg)));
  }

  /** May be done again when the PBX did not answer. */
  private void begin(Leg leg) {
    Optional<Recording> wish =
        recordings
            .find(leg.wish().id())
            .map(RecordedCall::recording)
            .filter(found -> found.state() instanceof Requested);
    if (wish.isPresent()) {
      pbxs.of(wish.get().pbx())
          .find(leg.channel().uniqueId())
          .map(channel -> control.beginOrTakeUp(wish.get(), channel))
          .filter(Answer.Granted.class::isInstance)
          .ifPresent(begun -> end(leg.before()));
    }
  }

  /** The recorder that the new leg stands in for, if it still runs. */
  private void end(RecordingId before) {
    recordings
        .find(before)
        .map(RecordedCall::recording)
        .filter(Recording::open)
        .ifPresent(replaced -> finaliser.end(replaced, () -> control.end(replaced)));
  }
}
