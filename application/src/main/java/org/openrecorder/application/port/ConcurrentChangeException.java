package org.openrecorder.application.port;

/**
 * The stored state is none that this one may replace: another server has changed it since it was
 * read. Nothing was stored. A task that is repeated reads it again.
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
