package org.openrecorder.edge;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Where in the context a request points. */
final class Paths {

  private Paths() {}

  /**
   * Decoded as the server decoded it to find its servlet; on an error page, as the client wrote it.
   */
  static String asked(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
        ? failed.substring(Math.min(failed.length(), request.getContextPath().length()))
        : request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
  }
}
