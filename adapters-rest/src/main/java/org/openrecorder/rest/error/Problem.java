package org.openrecorder.rest.error;

import jakarta.json.Json;
import jakarta.ws.rs.core.Response.Status;
import org.openrecorder.application.ErrorCode;

/**
 * Problem details of RFC 9457. The type is {@code about:blank}: the code tells what the status does
 * not.
 */
final class Problem {

  private Problem() {}

  static String json(int status, ErrorCode code, String line) {
    return Json.createObjectBuilder()
        .add("type", "about:blank")
        .add("title", title(status))
        .add("status", status)
        .add("detail", line)
        .add("code", code.name())
        .build()
        .toString();
  }

  /** The phrase of the status, as RFC 9457 asks of a problem without a type. */
  private static String title(int status) {
    Status known = Status.fromStatusCode(status);
    if (known != null) {
      return known.getReasonPhrase();
    }
    return status == HttpStatuses.of(ErrorCode.STORAGE_FULL) ? "Insufficient Storage" : "Refused";
  }
}
