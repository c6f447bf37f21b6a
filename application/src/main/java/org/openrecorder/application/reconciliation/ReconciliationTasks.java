package org.openrecorder.application.reconciliation;

import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.application.recording.CallLocks;
import org.openrecorder.domain.call.CallId;

/**
 * Does a run's work on calls and files where all other work on them is done: in their task keys of
 * the background, and on calls under their locks. So what is decided is decided on fresh rows, and
 * never while a start or a stop of the same call is under way.
 */
final class ReconciliationTasks {

  private final KeyedTaskQueue tasks;
  private final CallLocks locks;

  ReconciliationTasks(KeyedTaskQueue tasks, CallLocks locks) {
    this.tasks = tasks;
    this.locks = locks;
  }

  /** Work that has to be done, however often it must be tried. */
  void retrying(ReconciliationRun run, CallId call, Runnable work) {
    submit(run, call, () -> locks.withLock(call, work));
  }

  /** Work that can wait for the next run. */
  void bestEffort(ReconciliationRun run, CallId call, Runnable work) {
    submit(run, call, () -> unlessUnavailable(run, () -> locks.withLock(call, work)));
  }

  /** The same for what belongs to no call. */
  void bestEffort(ReconciliationRun run, Object key, Runnable work) {
    submit(run, key, () -> unlessUnavailable(run, work));
  }

  /** Does it here and now, or tells the run why it cannot be done. */
  static void unlessUnavailable(ReconciliationRun run, Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailableException | PbxUnavailableException later) {
      run.notLooked(String.valueOf(later.getMessage()));
    }
  }

  private void submit(ReconciliationRun run, Object key, Runnable work) {
    run.begin();
    tasks.submit(key, () -> perform(run, work));
  }

  private static void perform(ReconciliationRun run, Runnable work) {
    boolean again = false;
    try {
      work.run();
    } catch (StoreUnavailableException | PbxUnavailableException later) {
      again = true;
      throw later;
    } finally {
      if (!again) {
        run.end();
      }
    }
  }
}
