package org.openrecorder.application;

/**
 * Every way to be refused, with what it looks like on the wire: the one table that all doors and
 * the tests read.
 *
 * <p>Source: section 4 of {@code docs/contract.md}, which a test compares.
 */
public enum ErrorCode {
  MISSING_PARAMETER(400, Fault.CLIENT),
  INVALID_PARAMETER(400, Fault.CLIENT),
  UNKNOWN_METHOD(400, Fault.CLIENT),
  UNAUTHENTICATED(401, Fault.CLIENT),
  FORBIDDEN(403, Fault.CLIENT),
  NO_SUCH_CALL(404, Fault.CLIENT),
  NOT_RECORDING(404, Fault.CLIENT),
  NO_SUCH_RECORDING(404, Fault.CLIENT),
  NO_SUCH_USER(404, Fault.CLIENT),
  NO_SUCH_CLIENT(404, Fault.CLIENT),
  AMBIGUOUS(409, Fault.CLIENT),
  CALL_IN_PROGRESS(409, Fault.CLIENT),
  NOT_READY(409, Fault.CLIENT),
  READ_ONLY(409, Fault.CLIENT),
  RATE_LIMITED(429, Fault.CLIENT),
  PBX_UNAVAILABLE(503, Fault.SERVER),
  STORE_UNAVAILABLE(503, Fault.SERVER),
  IDENTITY_UNAVAILABLE(503, Fault.SERVER),
  NOT_CONFIRMED(502, Fault.SERVER),
  STORAGE_FULL(507, Fault.SERVER),
  INTERNAL(500, Fault.SERVER);

  /**
   * Whose fault it is, in SOAP's words: {@code Client} or {@code Server} (1.1), {@code Sender} or
   * {@code Receiver} (1.2).
   */
  public enum Fault {
    CLIENT,
    SERVER
  }

  private final int httpStatus;
  private final Fault fault;

  ErrorCode(int httpStatus, Fault fault) {
    this.httpStatus = httpStatus;
    this.fault = fault;
  }

  public int httpStatus() {
    return httpStatus;
  }

  public Fault fault() {
    return fault;
  }
}
