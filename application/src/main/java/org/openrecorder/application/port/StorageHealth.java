package org.openrecorder.application.port;

/** The disk that the store writes to, where this server itself does the writing. */
public interface StorageHealth {

  /**
   * Whether an operation on it takes longer than a response may take, so that nothing can be
   * acknowledged now. Returns at once.
   */
  boolean standsStill();
}
