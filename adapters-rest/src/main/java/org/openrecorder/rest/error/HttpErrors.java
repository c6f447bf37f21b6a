package org.openrecorder.rest.error;

import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;

/** What HTTP itself refuses, said with a code of ours: a client need not know a second table. */
public final class HttpErrors {

  private HttpErrors() {}

  /** The rejection for a status of HTTP, 400 or more. */
  public static Rejection of(int status) {
    return switch (status) {
      case 404 -> Rejection.of(ErrorCode.UNKNOWN_METHOD, "there is nothing at this address");
      case 405, 501 ->
          Rejection.of(ErrorCode.UNKNOWN_METHOD, "the HTTP method is not allowed here");
      case 406 ->
          Rejection.of(ErrorCode.INVALID_PARAMETER, "no answer of the accepted types can be given");
      case 413 -> Rejection.of(ErrorCode.INVALID_PARAMETER, "the request is too large");
      case 415 ->
          Rejection.of(
              ErrorCode.INVALID_PARAMETER, "the type of the request's content is not supported");
      default -> unnamed(status);
    };
  }

  private static Rejection unnamed(int status) {
    return status < 500
        ? Rejection.of(ErrorCode.INVALID_PARAMETER, "the request cannot be read")
        : Rejection.of(ErrorCode.INTERNAL, "the request failed");
  }
}
