package org.openrecorder.rest.response;

import jakarta.servlet.http.HttpServletResponse;

/** The headers of every answer, of whatever endpoint. */
public final class SafeHeaders {

  private SafeHeaders() {}

  /** Forbids the answer to be stored on its way or to be taken for another type. */
  public static void set(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }
}
