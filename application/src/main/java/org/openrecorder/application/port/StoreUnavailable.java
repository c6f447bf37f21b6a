package org.openrecorder.application.port;

/** The database or the archive cannot be used now. What was asked of it did not happen. */
public final class StoreUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
