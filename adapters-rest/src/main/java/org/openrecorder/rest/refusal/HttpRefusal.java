package org.openrecorder.rest.refusal;

import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;

/**
 * What HTTP itself refuses, said with a code of ours: nobody should have to know a second table.
 */
public final class HttpRefusal {

  private HttpRefusal() {}

  /** The refusal for a status of HTTP, 400 or more. */
  public static Refusal of(int status) {
    return switch (status) {
      case 404 -> Refusal.of(RefusalCode.UNKNOWN_METHOD, "there is nothing at this address");
      case 405, 501 ->
          Refusal.of(RefusalCode.UNKNOWN_METHOD, "the HTTP method is not allowed here");
      case 406 ->
          Refusal.of(RefusalCode.INVALID_PARAMETER, "no answer of the accepted types can be given");
      case 413 -> Refusal.of(RefusalCode.INVALID_PARAMETER, "the request is too large");
      case 415 ->
          Refusal.of(
              RefusalCode.INVALID_PARAMETER, "the type of the request's content is not supported");
      default -> unnamed(status);
    };
  }

  private static Refusal unnamed(int status) {
    return status < 500
        ? Refusal.of(RefusalCode.INVALID_PARAMETER, "the request cannot be read")
        : Refusal.of(RefusalCode.INTERNAL, "the request failed");
  }
}
