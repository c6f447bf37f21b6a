package org.openrecorder.application.port;

/** The disk that the store writes on, where this server sees to that itself. */
public interface StorageHealth {

  /**
   * Whether it is at something for longer than an answer may take, so that nothing can be
   * acknowledged now. Answers at once.
   */
  boolean standsStill();
}
