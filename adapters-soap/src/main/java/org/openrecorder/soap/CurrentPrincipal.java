package org.openrecorder.soap;

import jakarta.servlet.http.HttpServletRequest;
import org.openrecorder.domain.access.ApiPrincipal;

/** Who calls, as the edge has found out. */
final class CurrentPrincipal {

  private CurrentPrincipal() {}

  /**
   * The caller that the edge has left with the request.
   *
   * @throws IllegalStateException if the request did not come through the edge
   */
  static ApiPrincipal request(HttpServletRequest request) {
    if (request.getAttribute(ApiPrincipal.class.getName()) instanceof ApiPrincipal principal) {
      return principal;
    }
    throw new IllegalStateException("a request has passed the edge without a caller");
  }
}
