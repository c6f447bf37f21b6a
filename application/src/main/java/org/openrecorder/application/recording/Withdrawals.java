package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.Optional;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recorder;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.domain.recording.MonitorId;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingState.Requested;
import org.openrecorder.domain.recording.RecordingState.Withdrawn;

/**
 * Looks after wishes that the CRM was told would not come true, because the answer of the PBX or of
 * the store was lost. The PBX may have begun all the same: its recorder is looked for by our own
 * name for it and ended, its file is removed, and the record says so.
 */
final class Withdrawals {

  /**
   * How often a PBX that knows of no recorder is asked before it is believed. One that stood still
   * answers a new link before it has worked off what the old one had sent it. With the pauses of
   * {@link Background} this is some 12 s.
   */
  private static final int LOOKS = 7;

  private final LivePbxs pbxs;
  private final CallLocks locks;
  private final Recordings recordings;
  private final Recorder recorder;
  private final Spool spool;
  private final Background background;
  private final InstantSource clock;

  Withdrawals(
      LivePbxs pbxs,
      CallLocks locks,
      Recordings recordings,
      Recorder recorder,
      Spool spool,
      Background background,
      InstantSource clock) {
    this.pbxs = pbxs;
    this.locks = locks;
    this.recordings = recordings;
    this.recorder = recorder;
    this.spool = spool;
    this.background = background;
    this.clock = clock;
  }

  /**
   * Takes the wish back, also if the store cannot be told of it now. Whoever calls has the lock of
   * the call.
   */
  void withdraw(Recording wanted, String why) {
    Recording withdrawn = wanted.withdrawn(clock.instant(), why);
    try {
      recordings.saveState(withdrawn);
    } finally {
      settleSoon(withdrawn);
    }
  }

  /** Looks after a withdrawn wish in the background, as often as it takes. */
  void settleSoon(Recording withdrawn) {
    background.submit(withdrawn.id(), new Settling(withdrawn));
  }

  /** Its channel is gone, and a recorder with it. Whoever calls has the lock of the call. */
  void channelGone(Recording withdrawn) {
    boolean recorded = spool.has(withdrawn.pbx(), withdrawn.id());
    conclude(withdrawn, recorded);
  }

  /**
   * Ends what the PBX records for it, before something else begins on that channel; whether there
   * was anything. Whoever calls has the lock of the call.
   *
   * @throws PbxUnavailable if the PBX did not answer
   */
  boolean endNow(Recording withdrawn) {
    Optional<MonitorId> running =
        recorder.recall(withdrawn.pbx(), withdrawn.uniqueId(), withdrawn.id());
    running.ifPresent(monitor -> end(withdrawn, monitor));
    return running.isPresent();
  }

  /** One that has ended by itself is not ended again: its id may be another recorder's now. */
  private void end(Recording withdrawn, MonitorId monitor) {
    if (!spool.closed(withdrawn.pbx(), withdrawn.id())) {
      Recorder.Stopped unused = recorder.end(withdrawn.pbx(), withdrawn.uniqueId(), monitor);
    }
    conclude(withdrawn, true);
  }

  /** The file goes first: a record that is closed is not looked after any more. */
  private void conclude(Recording withdrawn, boolean recorded) {
    spool.remove(withdrawn.pbx(), withdrawn.id());
    String fate =
        recorded
            ? "; it had begun to record all the same: that was ended and its file removed"
            : "; nothing was recorded";
    recordings.saveState(
        withdrawn.failed(clock.instant(), withdrawn.state().reason().orElse("") + fate));
  }

  /** One wish, until it is certain what became of it. */
  private final class Settling implements Runnable {

    private final Recording withdrawn;
    private int looks;

    Settling(Recording withdrawn) {
      this.withdrawn = withdrawn;
    }

    @Override
    public void run() {
      recordings.find(withdrawn.id()).map(RecordedCall::recording).ifPresent(this::look);
    }

    private void look(Recording now) {
      if (now.state() instanceof Requested) {
        locks.deciding(now.call(), this::storeAtLast);
      }
      if (pbxs.isInSync(now.pbx())) { // else it is looked for when the link is back
        lookAtThePbx();
      }
    }

    /** The store was down when the wish was taken back. */
    private void storeAtLast() {
      current()
          .filter(now -> now.state() instanceof Requested)
          .ifPresent(now -> recordings.saveState(withdrawn));
    }

    private Optional<Recording> current() {
      return recordings.find(withdrawn.id()).map(RecordedCall::recording);
    }

    /** The PBX is first asked without the lock: it may not answer, and others want to decide. */
    private void lookAtThePbx() {
      boolean gone = pbxs.of(withdrawn.pbx()).find(withdrawn.uniqueId()).isEmpty();
      boolean runs =
          !gone
              && recorder.recall(withdrawn.pbx(), withdrawn.uniqueId(), withdrawn.id()).isPresent();
      looks++;
      if (!gone && !runs && looks < LOOKS) {
        throw new PbxUnavailable("the PBX may still begin to record what was taken back");
      }
      locks.deciding(withdrawn.call(), () -> settle(gone));
    }

    private void settle(boolean gone) {
      Optional<Recording> left = current().filter(now -> now.state() instanceof Withdrawn);
      if (gone) {
        left.ifPresent(Withdrawals.this::channelGone);
      } else if (left.isPresent() && !endNow(left.get())) {
        conclude(left.get(), false);
      }
    }
  }
}
