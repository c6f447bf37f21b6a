package org.openrecorder.rest.request;

import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;

/**
 * A request that is not of the form it must have; carries the refusal out of the depth of parsing.
 */
public final class UnreadableRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RefusalCode code;
  private final String line;

  private UnreadableRequest(RefusalCode code, String line) {
    super(line);
    this.code = code;
    this.line = line;
  }

  /** Says that it is invalid, in one line for the client. */
  public static UnreadableRequest because(String line) {
    return new UnreadableRequest(RefusalCode.INVALID_PARAMETER, line);
  }

  public Refusal refusal() {
    return Refusal.of(code, line);
  }
}
