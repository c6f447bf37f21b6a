package org.openrecorder.application.port;

/**
 * What was stored is not what was found: a checksum or a form is wrong. Never handed out as if it
 * were whole.
 */
public final class DataCorruptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DataCorruptException(String message) {
    super(message);
  }

  public DataCorruptException(String message, Throwable cause) {
    super(message, cause);
  }
}
