package org.openrecorder.rest.request;

import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;

/**
 * A request that is not of the form it must have; carries the rejection out of the depth of
 * parsing.
 */
public final class MalformedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String line;

  private MalformedRequestException(ErrorCode code, String line) {
    super(line);
    this.code = code;
    this.line = line;
  }

  /** Says that it is invalid, in one line for the client. */
  public static MalformedRequestException because(String line) {
    return new MalformedRequestException(ErrorCode.INVALID_PARAMETER, line);
  }

  public Rejection rejection() {
    return Rejection.of(code, line);
  }
}
