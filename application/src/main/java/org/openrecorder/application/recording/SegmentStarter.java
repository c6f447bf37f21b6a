package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Result;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.RecordingIdGenerator;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState.InProgress;
import org.openrecorder.domain.recording.RecordingState.Requested;

/**
 * The legs with which recordings go on. Each is stored as a request before the PBX is told of it;
 * when it has begun the leg that it stands in for is ended.
 */
final class SegmentStarter {

  /** A recording that changes hands more often is left alone. */
  private static final int MOST = 100;

  private final PbxRegistry pbxs;
  private final CallLocks locks;
  private final Recordings recordings;
  private final PbxRecording pbxRecording;
  private final Finaliser finaliser;
  private final KeyedTaskQueue tasks;
  private final RecordingIdGenerator ids;
  private final InstantSource clock;
  private final BiConsumer<CallId, Channel> whenStored;

  /** What is being stored, one for each call, and what was when the store failed. */
  private final Map<CallId, Leg> inDoubt = new ConcurrentHashMap<>();

  /** A leg that is to be, and the one before it. */
  private record Leg(RecordingSegment request, Channel channel, RecordingId before) {

    CallId call() {
      return request.call();
    }
  }

  /**
   * The legs.
   *
   * @param whenStored is told the channel of each one that is stored, before the PBX is
   */
  SegmentStarter(TransferFollower.World world, BiConsumer<CallId, Channel> whenStored) {
    this.pbxs = world.pbxs();
    this.locks = world.locks();
    this.recordings = world.recordings();
    this.pbxRecording = world.control();
    this.finaliser = world.finaliser();
    this.tasks = world.background();
    this.ids = world.ids();
    this.clock = world.clock();
    this.whenStored = whenStored;
  }

  /**
   * The recording goes on with that channel. The calling thread holds the lock of the call.
   *
   * @return the new leg; empty if the recording has too many already
   */
  Optional<RecordingId> add(RecordingSegment segment, Channel channel) {
    if (recordings.segments(List.of(segment.recordingId())).size() >= MOST) {
      return Optional.empty();
    }
    Leg leg =
        new Leg(segment.nextSegment(ids.next(), channel, clock.instant()), channel, segment.id());
    inDoubt.put(leg.call(), leg);
    recordings.add(leg.request());
    inDoubt.remove(leg.call());
    beginSoon(leg);
    return Optional.of(leg.request().id());
  }

  /**
   * The recorder of that recording has ended on the PBX and its channel is there: another one is
   * begun there at once. The calling thread holds the lock of the call.
   *
   * @return the leg that is being recorded now
   */
  Result<RecordingSegment> addNow(RecordingSegment stopped, Channel channel) {
    if (recordings.segments(List.of(stopped.recordingId())).size() >= MOST) {
      return Result.rejected(
          ErrorCode.NOT_CONFIRMED,
          "the recorder was stopped on the PBX more than " + MOST + " times");
    }
    RecordingSegment requested =
        requestedBefore(stopped, channel).orElseGet(() -> added(stopped, channel));
    whenStored.accept(requested.call(), channel);
    Result<RecordingSegment> result = pbxRecording.beginOrTakeUp(requested, channel);
    RecordingSegment unused = finaliser.end(stopped, () -> pbxRecording.endStopped(stopped));
    return result;
  }

  /** What was stored when the PBX did not answer last time. */
  private Optional<RecordingSegment> requestedBefore(RecordingSegment stopped, Channel channel) {
    return recordings.openIn(stopped.call()).stream()
        .filter(open -> open.state() instanceof Requested && open.continues().isPresent())
        .filter(open -> open.recordingId().equals(stopped.recordingId()))
        .filter(open -> open.uniqueId().equals(channel.uniqueId()))
        .findFirst();
  }

  private RecordingSegment added(RecordingSegment stopped, Channel channel) {
    RecordingSegment requested = stopped.nextSegment(ids.next(), channel, clock.instant());
    recordings.add(requested);
    return requested;
  }

  /**
   * To be called before it is looked what is recorded in a call, as no other code begins a segment
   * that is stored though that could not be told. The calling thread holds the lock of the call.
   */
  void resolveDoubt(CallId call) {
    Leg leg = inDoubt.get(call);
    if (leg != null) {
      boolean stored = recordings.find(leg.request().id()).isPresent();
      inDoubt.remove(call);
      if (stored) {
        beginSoon(leg);
      }
    }
  }

  private void beginSoon(Leg leg) {
    whenStored.accept(leg.call(), leg.channel());
    tasks.submit(leg.call(), () -> locks.withLock(leg.call(), () -> begin(leg)));
  }

  /**
   * May be done again when the PBX did not answer. Another task may have begun the segment
   * meanwhile: the one before it has to end all the same.
   */
  private void begin(Leg leg) {
    find(leg.request().id())
        .filter(requested -> requested.state() instanceof Requested)
        .ifPresent(requested -> begin(requested, leg.channel()));
    find(leg.request().id())
        .filter(begun -> begun.state() instanceof InProgress)
        .ifPresent(begun -> end(leg.before()));
  }

  private void begin(RecordingSegment requested, Channel channel) {
    pbxs.of(requested.pbx())
        .find(channel.uniqueId())
        .ifPresent(
            live -> {
              Result<RecordingSegment> unused = pbxRecording.beginOrTakeUp(requested, live);
            });
  }

  /** The recorder that the new leg stands in for, if it still runs. */
  private void end(RecordingId before) {
    find(before)
        .filter(RecordingSegment::open)
        .ifPresent(replaced -> finaliser.end(replaced, () -> pbxRecording.end(replaced)));
  }

  private Optional<RecordingSegment> find(RecordingId id) {
    return recordings.find(id).map(RecordingWithCall::segment);
  }
}
