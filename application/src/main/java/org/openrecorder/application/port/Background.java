package org.openrecorder.application.port;

/** Work that nobody waits for. */
public interface Background {

  /**
   * Does the work soon, on another thread, after all work that was given before for the same lane
   * (a call, a PBX). Work that throws {@link StoreUnavailable} or {@link PbxUnavailable} is done
   * again until it succeeds, later each time, so it must be safe to repeat; any other failure is
   * logged and ends that piece of work.
   */
  void submit(Object lane, Runnable work);
}
