package org.openrecorder.application.port;

import java.time.Duration;

/** Background tasks that no request waits for, run one after the other for each key. */
public interface KeyedTaskQueue {

  /**
   * Runs the task soon, on another thread, after all tasks that were submitted before with the same
   * task key (a call, a PBX). A task that throws {@link StoreUnavailableException} or {@link
   * PbxUnavailableException} is repeated until it succeeds, later each time, so it must be safe to
   * repeat; any other failure is logged and ends the task. Where there is a limit to what may wait,
   * a thread that submits more is blocked.
   */
  void submit(Object key, Runnable work);

  /**
   * The same for a thread that must respond in time: accepts the task only if that blocks no
   * thread.
   *
   * @return whether the task will run
   */
  default boolean offer(Object key, Runnable work) {
    submit(key, work);
    return true;
  }

  /**
   * The same, after a pause. A task that still waits for its time is lost when the server stops,
   * and is postponed again when too many others wait.
   */
  void submitLater(Object key, Duration pause, Runnable work);
}
