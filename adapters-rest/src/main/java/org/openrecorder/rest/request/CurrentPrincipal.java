package org.openrecorder.rest.request;

import jakarta.servlet.http.HttpServletRequest;
import org.openrecorder.domain.access.ApiPrincipal;

/** Who calls, as the edge found out. */
public final class CurrentPrincipal {

  /** The name of the request attribute in which the edge leaves the {@link ApiPrincipal}. */
  public static final String ATTRIBUTE = ApiPrincipal.class.getName();

  private CurrentPrincipal() {}

  /**
   * The caller of the request.
   *
   * @throws IllegalStateException if the request did not come through the edge
   */
  public static ApiPrincipal request(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof ApiPrincipal principal) {
      return principal;
    }
    throw new IllegalStateException("a request has passed the edge without a caller");
  }
}
