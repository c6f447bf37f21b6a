package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.openrecorder.application.Answer;
import org.openrecorder.application.RefusalCode;
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
import org.openrecorder.domain.recording.RecordingState.Running;

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

  /**
   * The recording goes on with that channel. Whoever calls has the lock of the call.
   *
   * @return the new leg; empty if the recording has too many already
   */
  Optional<RecordingId> add(Recording recording, Channel channel) {
    if (recordings.legs(List.of(recording.whole())).size() >= MOST) {
      return Optional.empty();
    }
    Leg leg =
        new Leg(recording.goingOn(ids.next(), channel, clock.instant()), channel, recording.id());
    inDoubt.put(leg.call(), leg);
    recordings.add(leg.wish());
    inDoubt.remove(leg.call());
    beginSoon(leg);
    return Optional.of(leg.wish().id());
  }

  /**
   * The recorder of that recording has ended on the PBX and its channel is there: another one is
   * begun there at once. Whoever calls has the lock of the call.
   *
   * @return the leg that is being recorded now
   */
  Answer<Recording> addNow(Recording stopped, Channel channel) {
    if (recordings.legs(List.of(stopped.whole())).size() >= MOST) {
      return Answer.refused(
          RefusalCode.NOT_CONFIRMED,
          "the recorder was stopped on the PBX more than " + MOST + " times");
    }
    Recording wish = wishedBefore(stopped, channel).orElseGet(() -> added(stopped, channel));
    whenStored.accept(wish.call(), channel);
    Answer<Recording> answer = control.beginOrTakeUp(wish, channel);
    Recording unused = finaliser.end(stopped, () -> control.endStopped(stopped));
    return answer;
  }

  /** What was stored when the PBX did not answer last time. */
  private Optional<Recording> wishedBefore(Recording stopped, Channel channel) {
    return recordings.openIn(stopped.call()).stream()
        .filter(open -> open.state() instanceof Requested && open.continues().isPresent())
        .filter(open -> open.whole().equals(stopped.whole()))
        .filter(open -> open.uniqueId().equals(channel.uniqueId()))
        .findFirst();
  }

  private Recording added(Recording stopped, Channel channel) {
    Recording wish = stopped.goingOn(ids.next(), channel, clock.instant());
    recordings.add(wish);
    return wish;
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

  /**
   * May be done again when the PBX did not answer. Somebody else may have begun the leg meanwhile:
   * the one before it has to end all the same.
   */
  private void begin(Leg leg) {
    find(leg.wish().id())
        .filter(wish -> wish.state() instanceof Requested)
        .ifPresent(wish -> begin(wish, leg.channel()));
    find(leg.wish().id())
        .filter(begun -> begun.state() instanceof Running)
        .ifPresent(begun -> end(leg.before()));
  }

  private void begin(Recording wish, Channel channel) {
    pbxs.of(wish.pbx())
        .find(channel.uniqueId())
        .ifPresent(
            live -> {
              Answer<Recording> unused = control.beginOrTakeUp(wish, live);
            });
  }

  /** The recorder that the new leg stands in for, if it still runs. */
  private void end(RecordingId before) {
    find(before)
        .filter(Recording::open)
        .ifPresent(replaced -> finaliser.end(replaced, () -> control.end(replaced)));
  }

  private Optional<Recording> find(RecordingId id) {
    return recordings.find(id).map(RecordedCall::recording);
  }
}
