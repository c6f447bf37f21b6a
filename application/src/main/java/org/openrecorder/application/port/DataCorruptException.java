package org.openrecorder.application.port;

/**
 * Stored data is not what was expected: a checksum or a format is wrong. It is never handed out as
 * if it were intact.
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
