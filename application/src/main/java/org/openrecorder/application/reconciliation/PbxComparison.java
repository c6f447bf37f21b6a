package org.openrecorder.application.reconciliation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Answer;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recorder;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.recording.Changes;
import org.openrecorder.application.recording.Finaliser;
import org.openrecorder.application.recording.RecorderControl;
import org.openrecorder.application.recording.RecordingLife;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.LiveCalls;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.MonitorId;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingState;

/**
 * Compares the rows of what goes on with what goes on: closes what has ended, takes up again what
 * goes on, begins what should have begun.
 */
final class PbxComparison {

  /** Stands for a recorder that is known to have run and to be gone. */
  private static final MonitorId GONE = new MonitorId("lost");

  private final LivePbxs pbxs;
  private final WatchedCalls watched;
  private final ChannelSource source;
  private final CallRecords calls;
  private final Recordings recordings;
  private final RecorderControl control;
  private final RecordingLife life;
  private final Recorder recorder;
  private final Spool spool;
  private final Finaliser finaliser;
  private final Changes changes;
  private final InstantSource clock;

  PbxComparison(Reconciliation.World world) {
    this.pbxs = world.pbxs();
    this.watched = world.watched();
    this.source = world.source();
    this.calls = world.calls();
    this.recordings = world.recordings();
    this.control = world.control();
    this.life = world.life();
    this.recorder = world.recorder();
    this.spool = world.spool();
    this.finaliser = world.finaliser();
    this.changes = world.changes();
    this.clock = world.clock();
  }

  /** How a piece of work on a call is given away. */
  interface Giving {
    void give(Run run, CallKey call, Runnable work);
  }

  /** Compares all that goes on at that PBX, whose picture is whole. */
  void compare(PbxName pbx, Run run, Giving giving) {
    compare(pbx, run, giving, this::closeStopped);
  }

  /** What is done about a recording whose channel lives and whose recorder does not. */
  private interface Stopped {
    void take(Recording recording, Optional<Spool.Found> file, Run run);
  }

  private void compare(PbxName pbx, Run run, Giving giving, Stopped stopped) {
    List<Call> inProgress = calls.inProgressOn(pbx);
    List<Recording> open = recordings.openOn(pbx);
    List<Recording> waiting = recordings.waitingOn(pbx);
    run.looked("calls", inProgress.size());
    run.looked("recordings", open.size());
    for (Call call : inProgress) {
      giving.give(run, call.key(), () -> whileInSync(pbx, run, () -> compare(call, run)));
    }
    for (Recording recording : open) {
      giving.give(
          run,
          recording.call(),
          () -> whileInSync(pbx, run, () -> compare(recording, run, stopped)));
    }
    for (Recording left : waiting) {
      giving.give(run, left.call(), () -> whileInSync(pbx, run, () -> life.goOn(left)));
    }
  }

  /**
   * The same after the live state has been compared with what the PBX lists now: with that a
   * recorder that was stopped is begun again.
   */
  void compareAfresh(PbxName pbx, Run run, Giving giving) {
    source.refresh(pbx);
    compare(pbx, run, giving, (recording, file, unused) -> {});
  }

  /** A picture that is not whole any more proves nothing; when it is whole again there is a run. */
  private void whileInSync(PbxName pbx, Run run, Runnable work) {
    if (pbxs.isInSync(pbx)) {
      work.run();
    } else {
      run.notLooked("no link to the PBX " + pbx);
    }
  }

  private void compare(Call call, Run run) {
    LiveCalls live = pbxs.of(call.key().pbx());
    List<Channel> left =
        call.legs().stream().flatMap(leg -> live.find(leg.uniqueId()).stream()).toList();
    if (left.isEmpty()) {
      calls.find(call.key()).filter(Call::inProgress).ifPresent(fresh -> close(fresh, run));
    } else {
      life.takeUp(call);
      watch(call.key(), left, live);
      life.cameMeanwhile(call.key(), newIn(call, live));
    }
  }

  /** A recording of the call that is still open tells the same when it is closed. */
  private void close(Call call, Run run) {
    if (recordings.openIn(call.key()).isEmpty()) {
      run.add(Finding.ofCall(call.key(), "the call ended while nobody listened; it is closed now"));
    }
    calls.save(call.ended(clock.instant()));
    changes.signal();
  }

  private void watch(CallKey call, List<Channel> left, LiveCalls live) {
    watched.watch(call, left);
    left.stream()
        .flatMap(channel -> live.find(channel.linkedId()).stream())
        .forEach(watched::joined);
    left.stream()
        .filter(channel -> live.find(channel.uniqueId()).isEmpty())
        .forEach(watched::hungUp);
  }

  /** Those that came into the call while nobody listened. */
  private List<Channel> newIn(Call call, LiveCalls live) {
    return watched.channels(call.key()).stream()
        .filter(uniqueId -> !call.has(uniqueId))
        .flatMap(uniqueId -> live.find(uniqueId).stream())
        .toList();
  }

  private void compare(Recording listed, Run run, Stopped stopped) {
    recordings
        .find(listed.id())
        .map(RecordedCall::recording)
        .filter(Recording::unsettled)
        .ifPresent(recording -> compareOpen(recording, run, stopped));
  }

  private void compareOpen(Recording recording, Run run, Stopped stopped) {
    Optional<Channel> channel = pbxs.of(recording.pbx()).find(recording.uniqueId());
    Optional<Spool.Found> file = spool.look(recording.pbx(), recording.id());
    if (recording.state() instanceof RecordingState.Withdrawn) {
      life.remember(recording, channel.isEmpty());
    } else if (channel.isEmpty()) {
      close(recording, file, run);
    } else if (recording.state() instanceof RecordingState.Requested) {
      channel.filter(Channel::answered).ifPresent(up -> takeUp(recording, up, file, run));
    } else if (spool.closed(recording.pbx(), recording.id())) {
      stopped.take(recording, file, run);
    } else if (file.isEmpty()) {
      run.add(
          Finding.open(
              Kind.FILE_VANISHED,
              recording,
              "the PBX says that it records, and its file is not in the spool"));
    }
    life.endReplacedOn(recording);
  }

  /**
   * The channel lives and its recorder does not: the server crashed between telling the PBX to stop
   * and storing that it had, or somebody else has stopped it. It is not begun again, for whoever
   * asked for the stop has had no answer and may rely on either.
   */
  private void closeStopped(Recording recording, Optional<Spool.Found> file, Run run) {
    Recording ended = recording.ended(control.missedEnd(recording, file));
    finaliser.end(ended, () -> recordings.saveState(ended), Outcome.ofMissedEnd(run));
  }

  /**
   * The channel went while nobody listened. A wish whose file is there had come true before that,
   * and the PBX last wrote to the file when recording ended.
   */
  private void close(Recording recording, Optional<Spool.Found> file, Run run) {
    Recording ended = begun(recording, file, GONE).ended(control.missedEnd(recording, file));
    finaliser.end(ended, () -> life.channelGone(ended), Outcome.ofMissedEnd(run));
  }

  private static Recording begun(Recording recording, Optional<Spool.Found> file, MonitorId id) {
    return file.map(found -> recording.begun(beginning(recording, found), id)).orElse(recording);
  }

  /** The wish may be older than its file, by the time that the call rang. */
  private static Instant beginning(Recording recording, Spool.Found file) {
    return file.lastWritten()
        .map(written -> written.minusMillis(milliseconds(file)))
        .filter(begun -> begun.isAfter(recording.requestedAt()))
        .orElse(recording.requestedAt());
  }

  private static long milliseconds(Spool.Found file) {
    return file.bytes() / RecorderControl.BYTES_PER_MILLISECOND;
  }

  /**
   * The wish was stored and the channel is up: either the PBX was told before the crash or it is
   * told now.
   */
  private void takeUp(Recording wish, Channel channel, Optional<Spool.Found> file, Run run) {
    Optional<MonitorId> running = recorder.recall(wish.pbx(), channel.uniqueId(), wish.id());
    if (running.isPresent() && file.isPresent()) {
      recordings.saveState(begun(wish, file, running.get()));
      run.add(
          Finding.repaired(
              Kind.ADOPTED, wish, "the PBX was recording already; the database says so now"));
    } else {
      beginLate(wish, channel, run);
    }
  }

  private void beginLate(Recording wish, Channel channel, Run run) {
    String done =
        switch (control.beginOrTakeUp(wish, channel)) {
          case Answer.Granted<Recording> begun -> "it is recorded from now on";
          case Answer.Refused<Recording> refused -> refused.refusal().trueReason();
        };
    run.add(
        Finding.repaired(
            Kind.BEGUN_LATE, wish, "the call was answered while nobody listened; " + done));
  }
}
