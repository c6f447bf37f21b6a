package org.openrecorder.application.port;

/**
 * The PBX cannot be reached now, or did not respond in time. What was requested of it may or may
 * not have happened.
 */
public final class PbxUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PbxUnavailableException(String message) {
    super(message);
  }

  public PbxUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
