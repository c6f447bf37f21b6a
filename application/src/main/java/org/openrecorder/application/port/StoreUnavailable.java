package org.openrecorder.application.port;

/**
 * The database or the archive cannot be used now. Whether what was asked of it happened is not
 * known: a commit whose answer is lost may stand.
 */
public final class StoreUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
