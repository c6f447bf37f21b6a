package org.openrecorder.application.port;

/**
 * The database or the archive cannot be used now. Whether the requested operation happened is not
 * known: a commit whose response is lost may stand.
 */
public sealed class StoreUnavailableException extends RuntimeException
    permits ConcurrentChangeException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
