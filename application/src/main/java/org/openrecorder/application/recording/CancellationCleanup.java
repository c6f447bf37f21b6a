package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.Optional;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState.Cancelling;
import org.openrecorder.domain.recording.RecordingState.Requested;

/**
 * Looks after requests that the CRM was told would not come true, because the answer of the PBX or
 * of the store was lost. The PBX may have begun all the same: its recorder is looked for by our own
 * name for it and ended, its file is removed, and the record says so.
 */
final class CancellationCleanup {

  /**
   * How often a PBX that knows of no recorder is asked before it is believed. One that stood still
   * answers a new link before it has worked off what the old one had sent it. With the pauses of
   * {@link KeyedTaskQueue} this is some 12 s.
   */
  private static final int LOOKS = 7;

  private final PbxRegistry pbxs;
  private final CallLocks locks;
  private final Recordings recordings;
  private final CallRecorder recorder;
  private final Spool spool;
  private final KeyedTaskQueue tasks;
  private final InstantSource clock;

  CancellationCleanup(
      PbxRegistry pbxs,
      CallLocks locks,
      Recordings recordings,
      CallRecorder recorder,
      Spool spool,
      KeyedTaskQueue tasks,
      InstantSource clock) {
    this.pbxs = pbxs;
    this.locks = locks;
    this.recordings = recordings;
    this.recorder = recorder;
    this.spool = spool;
    this.tasks = tasks;
    this.clock = clock;
  }

  /**
   * Takes the request back, also if the store cannot be told of it now. The calling thread holds
   * the lock of the call.
   */
  void cancel(RecordingSegment requested, String why) {
    RecordingSegment cancelling = requested.cancelled(clock.instant(), why);
    try {
      recordings.saveState(cancelling);
    } finally {
      settleSoon(cancelling);
    }
  }

  /** Looks after a withdrawn request in the background, as often as it takes. */
  void settleSoon(RecordingSegment cancelling) {
    tasks.submit(cancelling.id(), new Settling(cancelling));
  }

  /** Its channel is gone, and a recorder with it. The calling thread holds the lock of the call. */
  void channelGone(RecordingSegment cancelling) {
    boolean recorded = spool.has(cancelling.pbx(), cancelling.id());
    conclude(cancelling, recorded);
  }

  /**
   * Ends what the PBX records for it, before something else begins on that channel; whether there
   * was anything. The calling thread holds the lock of the call.
   *
   * @throws PbxUnavailableException if the PBX did not answer
   */
  boolean endNow(RecordingSegment cancelling) {
    Optional<MixMonitorId> running =
        recorder.recall(cancelling.pbx(), cancelling.uniqueId(), cancelling.id());
    running.ifPresent(monitor -> end(cancelling, monitor));
    return running.isPresent();
  }

  /** One that has ended by itself is not ended again: its id may be another recorder's now. */
  private void end(RecordingSegment cancelling, MixMonitorId monitor) {
    if (!spool.closed(cancelling.pbx(), cancelling.id())) {
      CallRecorder.Stopped unused = recorder.end(cancelling.pbx(), cancelling.uniqueId(), monitor);
    }
    conclude(cancelling, true);
  }

  /** The file goes first: a record that is closed is not looked after any more. */
  private void conclude(RecordingSegment cancelling, boolean recorded) {
    spool.remove(cancelling.pbx(), cancelling.id());
    String fate =
        recorded
            ? "; it had begun to record all the same: that was ended and its file removed"
            : "; nothing was recorded";
    recordings.saveState(
        cancelling.failed(clock.instant(), cancelling.state().reason().orElse("") + fate));
  }

  /** One request, until it is certain what became of it. */
  private final class Settling implements Runnable {

    private final RecordingSegment cancelling;
    private int looks;

    Settling(RecordingSegment cancelling) {
      this.cancelling = cancelling;
    }

    @Override
    public void run() {
      recordings.find(cancelling.id()).map(RecordingWithCall::segment).ifPresent(this::look);
    }

    private void look(RecordingSegment now) {
      if (now.state() instanceof Requested) {
        locks.withLock(now.call(), this::storeAtLast);
      }
      if (pbxs.isInSync(now.pbx())) { // else it is looked for when the link is back
        lookAtThePbx();
      }
    }

    /** The store was down when the request was taken back. */
    private void storeAtLast() {
      current()
          .filter(now -> now.state() instanceof Requested)
          .ifPresent(now -> recordings.saveState(cancelling));
    }

    private Optional<RecordingSegment> current() {
      return recordings.find(cancelling.id()).map(RecordingWithCall::segment);
    }

    /** The PBX is first asked without the lock: it may not answer, and others want to decide. */
    private void lookAtThePbx() {
      boolean gone = pbxs.of(cancelling.pbx()).find(cancelling.uniqueId()).isEmpty();
      boolean runs =
          !gone
              && recorder
                  .recall(cancelling.pbx(), cancelling.uniqueId(), cancelling.id())
                  .isPresent();
      looks++;
      if (!gone && !runs && looks < LOOKS) {
        throw new PbxUnavailableException("the PBX may still begin to record what was taken back");
      }
      locks.withLock(cancelling.call(), () -> settle(gone));
    }

    private void settle(boolean gone) {
      Optional<RecordingSegment> left = current().filter(now -> now.state() instanceof Cancelling);
      if (gone) {
        left.ifPresent(CancellationCleanup.this::channelGone);
      } else if (left.isPresent() && !endNow(left.get())) {
        conclude(left.get(), false);
      }
    }
  }
}
