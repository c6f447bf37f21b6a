package org.openrecorder.application.port;

import java.time.Duration;

/** Tasks that no client waits for. */
public interface KeyedTaskQueue {

  /**
   * Does the work soon, on another thread, after all work that was given before for the same task
   * key (a call, a PBX). Work that throws {@link StoreUnavailableException} or {@link
   * PbxUnavailableException} is done again until it succeeds, later each time, so it must be safe
   * to repeat; any other failure is logged and ends that piece of work. Where there is a limit to
   * what may wait, the thread that submits more is held up.
   */
  void submit(Object key, Runnable work);

  /**
   * The same for a thread that owes an answer: takes the task only if that holds no thread up.
   *
   * @return whether it will be done
   */
  default boolean offer(Object key, Runnable work) {
    submit(key, work);
    return true;
  }

  /**
   * The same, after a pause. What still waits for its time is lost when the server stops, and put
   * off once more when too much else waits.
   */
  void submitLater(Object key, Duration pause, Runnable work);
}
