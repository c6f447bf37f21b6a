package org.openrecorder.application.reconciliation;

import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.application.recording.CallLocks;
import org.openrecorder.domain.call.CallKey;

/**
 * Does a run's work on calls and files where all other work on them is done: in their lanes of the
 * background, and on calls under their locks. So what is decided is decided on fresh rows, and
 * never while a start or a stop of the same call is under way.
 */
final class Errands {

  private final Background background;
  private final CallLocks locks;

  Errands(Background background, CallLocks locks) {
    this.background = background;
    this.locks = locks;
  }

  /** Work that has to be done, however often it must be tried. */
  void must(Run run, CallKey call, Runnable work) {
    submit(run, call, () -> locks.deciding(call, work));
  }

  /** Work that can wait for the next run. */
  void may(Run run, CallKey call, Runnable work) {
    submit(run, call, () -> unlessUnavailable(run, () -> locks.deciding(call, work)));
  }

  /** The same for what belongs to no call. */
  void may(Run run, Object lane, Runnable work) {
    submit(run, lane, () -> unlessUnavailable(run, work));
  }

  /** Does it here and now, or tells the run why it cannot be done. */
  static void unlessUnavailable(Run run, Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailable | PbxUnavailable later) {
      run.notLooked(String.valueOf(later.getMessage()));
    }
  }

  private void submit(Run run, Object lane, Runnable work) {
    run.begin();
    background.submit(lane, () -> perform(run, work));
  }

  private static void perform(Run run, Runnable work) {
    boolean again = false;
    try {
      work.run();
    } catch (StoreUnavailable | PbxUnavailable later) {
      again = true;
      throw later;
    } finally {
      if (!again) {
        run.end();
      }
    }
  }
}
