package org.openrecorder.application.port;

import java.time.Duration;

/** Work that nobody waits for. */
public interface KeyedTaskQueue {

  /**
   * Does the work soon, on another thread, after all work that was given before for the same lane
   * (a call, a PBX). Work that throws {@link StoreUnavailableException} or {@link
   * PbxUnavailableException} is done again until it succeeds, later each time, so it must be safe
   * to repeat; any other failure is logged and ends that piece of work. Where there is a limit to
   * what may wait, whoever gives more is held up.
   */
  void submit(Object key, Runnable work);

  /**
   * The same for somebody who has promised an answer: takes the work only if that holds nobody up.
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
