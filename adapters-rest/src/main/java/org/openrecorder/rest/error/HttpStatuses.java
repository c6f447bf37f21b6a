package org.openrecorder.rest.error;

import org.openrecorder.application.ErrorCode;

/**
 * The HTTP status of each error code: the one table of this adapter.
 *
 * <p>Source: section 4 of {@code docs/contract.md}, which a test compares.
 */
public final class HttpStatuses {

  private static final int FIRST_SERVER_ERROR = 500;

  private HttpStatuses() {}

  /** The status with which a GET or JSON request is rejected for that code; 400 to 599. */
  public static int of(ErrorCode code) {
    return switch (code) {
      case MISSING_PARAMETER, INVALID_PARAMETER, UNKNOWN_METHOD -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NO_SUCH_CALL, NOT_RECORDING, NO_SUCH_RECORDING, NO_SUCH_USER, NO_SUCH_CLIENT -> 404;
      case AMBIGUOUS, CALL_IN_PROGRESS, NOT_READY, READ_ONLY -> 409;
      case RATE_LIMITED -> 429;
      case INTERNAL -> 500;
      case NOT_CONFIRMED -> 502;
      case PBX_UNAVAILABLE, STORE_UNAVAILABLE, IDENTITY_UNAVAILABLE -> 503;
      case STORAGE_FULL -> 507;
    };
  }

  /** Whether the client is at fault, which decides the fault code of SOAP and its HTTP binding. */
  static boolean isClientError(ErrorCode code) {
    return of(code) < FIRST_SERVER_ERROR;
  }
}
