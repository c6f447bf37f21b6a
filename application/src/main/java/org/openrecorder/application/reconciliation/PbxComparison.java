package org.openrecorder.application.reconciliation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Result;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.recording.ChangeSignal;
import org.openrecorder.application.recording.Finaliser;
import org.openrecorder.application.recording.PbxRecording;
import org.openrecorder.application.recording.RecordingLifecycle;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.LiveChannels;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;

/**
 * Compares the rows of what goes on with what goes on: closes what has ended, takes up again what
 * goes on, begins what should have begun.
 */
final class PbxComparison {

  /** Stands for a recorder that is known to have run and to be gone. */
  private static final MixMonitorId GONE = new MixMonitorId("lost");

  private final PbxRegistry pbxs;
  private final TrackedCalls trackedCalls;
  private final ChannelSource source;
  private final CallRecords calls;
  private final Recordings recordings;
  private final PbxRecording pbxRecording;
  private final RecordingLifecycle life;
  private final CallRecorder recorder;
  private final Spool spool;
  private final Finaliser finaliser;
  private final ChangeSignal changes;
  private final InstantSource clock;

  PbxComparison(Reconciliation.World world) {
    this.pbxs = world.pbxs();
    this.trackedCalls = world.watched();
    this.source = world.source();
    this.calls = world.calls();
    this.recordings = world.recordings();
    this.pbxRecording = world.control();
    this.life = world.life();
    this.recorder = world.recorder();
    this.spool = world.spool();
    this.finaliser = world.finaliser();
    this.changes = world.changes();
    this.clock = world.clock();
  }

  /** How a piece of work on a call is given away. */
  interface Giving {
    void give(ReconciliationRun run, CallId call, Runnable work);
  }

  /** Compares all that goes on at that PBX, whose picture is whole. */
  void compare(PbxName pbx, ReconciliationRun run, Giving giving) {
    compare(pbx, run, giving, this::closeStopped);
  }

  /** What is done about a recording whose channel lives and whose recorder does not. */
  private interface Stopped {
    void take(RecordingSegment segment, Optional<Spool.Found> file, ReconciliationRun run);
  }

  private void compare(PbxName pbx, ReconciliationRun run, Giving giving, Stopped stopped) {
    List<CallRecord> inProgress = calls.inProgressOn(pbx);
    List<RecordingSegment> open = recordings.openOn(pbx);
    List<RecordingSegment> waiting = recordings.waitingOn(pbx);
    run.looked("calls", inProgress.size());
    run.looked("recordings", open.size());
    for (CallRecord call : inProgress) {
      giving.give(run, call.key(), () -> whileInSync(pbx, run, () -> compare(call, run)));
    }
    for (RecordingSegment segment : open) {
      giving.give(
          run, segment.call(), () -> whileInSync(pbx, run, () -> compare(segment, run, stopped)));
    }
    for (RecordingSegment left : waiting) {
      giving.give(run, left.call(), () -> whileInSync(pbx, run, () -> life.goOn(left)));
    }
  }

  /**
   * The same after the live state has been compared with what the PBX lists now: with that a
   * recorder that was stopped is begun again.
   */
  void compareAfresh(PbxName pbx, ReconciliationRun run, Giving giving) {
    source.refresh(pbx);
    compare(pbx, run, giving, (segment, file, unused) -> {});
  }

  /** A picture that is not whole any more proves nothing; when it is whole again there is a run. */
  private void whileInSync(PbxName pbx, ReconciliationRun run, Runnable work) {
    if (pbxs.isInSync(pbx)) {
      work.run();
    } else {
      run.notLooked("no link to the PBX " + pbx);
    }
  }

  private void compare(CallRecord call, ReconciliationRun run) {
    LiveChannels live = pbxs.of(call.key().pbx());
    List<Channel> left =
        call.legs().stream().flatMap(leg -> live.find(leg.uniqueId()).stream()).toList();
    if (left.isEmpty()) {
      calls.find(call.key()).filter(CallRecord::inProgress).ifPresent(fresh -> close(fresh, run));
    } else {
      life.takeUp(call);
      watch(call.key(), left, live);
      life.cameMeanwhile(call.key(), newIn(call, live));
    }
  }

  /** A recording of the call that is still open tells the same when it is closed. */
  private void close(CallRecord call, ReconciliationRun run) {
    if (recordings.openIn(call.key()).isEmpty()) {
      run.add(
          Finding.ofCall(
              call.key(), "the call ended while the server was not connected; it is closed now"));
    }
    calls.save(call.ended(clock.instant()));
    changes.signal();
  }

  private void watch(CallId call, List<Channel> left, LiveChannels live) {
    trackedCalls.watch(call, left);
    left.stream()
        .flatMap(channel -> live.find(channel.linkedId()).stream())
        .forEach(trackedCalls::joined);
    left.stream()
        .filter(channel -> live.find(channel.uniqueId()).isEmpty())
        .forEach(trackedCalls::hungUp);
  }

  /** Those that came into the call while the server was not connected to the PBX. */
  private List<Channel> newIn(CallRecord call, LiveChannels live) {
    return trackedCalls.channels(call.key()).stream()
        .filter(uniqueId -> !call.has(uniqueId))
        .flatMap(uniqueId -> live.find(uniqueId).stream())
        .toList();
  }

  private void compare(RecordingSegment listed, ReconciliationRun run, Stopped stopped) {
    recordings
        .find(listed.id())
        .map(RecordingWithCall::segment)
        .filter(RecordingSegment::unsettled)
        .ifPresent(segment -> compareOpen(segment, run, stopped));
  }

  private void compareOpen(RecordingSegment segment, ReconciliationRun run, Stopped stopped) {
    Optional<Channel> channel = pbxs.of(segment.pbx()).find(segment.uniqueId());
    Optional<Spool.Found> file = spool.look(segment.pbx(), segment.id());
    if (segment.state() instanceof RecordingState.Cancelling) {
      life.remember(segment, channel.isEmpty());
    } else if (channel.isEmpty()) {
      close(segment, file, run);
    } else if (segment.state() instanceof RecordingState.Requested) {
      channel.filter(Channel::answered).ifPresent(up -> takeUp(segment, up, file, run));
    } else if (spool.closed(segment.pbx(), segment.id())) {
      stopped.take(segment, file, run);
    } else if (file.isEmpty()) {
      run.add(
          Finding.open(
              FindingKind.FILE_VANISHED,
              segment,
              "the PBX says that it records, and its file is not in the spool"));
    }
    life.endReplacedOn(segment);
  }

  /**
   * The channel lives and its recorder does not: the server crashed between telling the PBX to stop
   * and storing that it had, or another program has stopped it. It is not begun again, for the
   * client that asked for the stop has had no answer and may rely on either.
   */
  private void closeStopped(
      RecordingSegment segment, Optional<Spool.Found> file, ReconciliationRun run) {
    RecordingSegment ended = segment.ended(pbxRecording.missedEnd(segment, file));
    finaliser.end(ended, () -> recordings.saveState(ended), FindingClassifier.ofMissedEnd(run));
  }

  /**
   * The channel went while the server was not connected to the PBX. A request whose file is there
   * had come true before that, and the PBX last wrote to the file when recording ended.
   */
  private void close(RecordingSegment segment, Optional<Spool.Found> file, ReconciliationRun run) {
    RecordingSegment ended =
        begun(segment, file, GONE).ended(pbxRecording.missedEnd(segment, file));
    finaliser.end(ended, () -> life.channelGone(ended), FindingClassifier.ofMissedEnd(run));
  }

  private static RecordingSegment begun(
      RecordingSegment segment, Optional<Spool.Found> file, MixMonitorId id) {
    return file.map(found -> segment.begun(beginning(segment, found), id)).orElse(segment);
  }

  /** The request may be older than its file, by the time that the call rang. */
  private static Instant beginning(RecordingSegment segment, Spool.Found file) {
    return file.lastWritten()
        .map(written -> written.minusMillis(milliseconds(file)))
        .filter(begun -> begun.isAfter(segment.requestedAt()))
        .orElse(segment.requestedAt());
  }

  private static long milliseconds(Spool.Found file) {
    return file.bytes() / PbxRecording.BYTES_PER_MILLISECOND;
  }

  /**
   * The request was stored and the channel is up: either the PBX was told before the crash or it is
   * told now.
   */
  private void takeUp(
      RecordingSegment requested,
      Channel channel,
      Optional<Spool.Found> file,
      ReconciliationRun run) {
    Optional<MixMonitorId> running =
        recorder.recall(requested.pbx(), channel.uniqueId(), requested.id());
    if (running.isPresent() && file.isPresent()) {
      recordings.saveState(begun(requested, file, running.get()));
      run.add(
          Finding.repaired(
              FindingKind.ADOPTED,
              requested,
              "the PBX was recording already; the database says so now"));
    } else {
      beginLate(requested, channel, run);
    }
  }

  private void beginLate(RecordingSegment requested, Channel channel, ReconciliationRun run) {
    String done =
        switch (pbxRecording.beginOrTakeUp(requested, channel)) {
          case Result.Success<RecordingSegment> begun -> "it is recorded from now on";
          case Result.Rejected<RecordingSegment> refused -> refused.rejection().auditReason();
        };
    run.add(
        Finding.repaired(
            FindingKind.BEGUN_LATE,
            requested,
            "the call was answered while the server was not connected; " + done));
  }
}
