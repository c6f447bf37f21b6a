package org.openrecorder.application.port;

/**
 * The stored state is none over which this one may be stored: another server has changed it since
 * it was read. Nothing was stored. The task that is repeated reads afresh.
 */
public final class ConcurrentChangeException extends StoreUnavailableException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what what was to be stored, for the log
   */
  public ConcurrentChangeException(String what) {
    super("changed meanwhile: " + what, new IllegalStateException(what));
  }
}
