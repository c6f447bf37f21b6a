package org.openrecorder.rest.request;

import jakarta.servlet.http.HttpServletRequest;
import org.openrecorder.domain.access.Caller;

/** Who calls, as the edge found out. */
public final class CallerOf {

  /** The name of the request attribute in which the edge leaves the {@link Caller}. */
  public static final String ATTRIBUTE = Caller.class.getName();

  private CallerOf() {}

  /**
   * The caller of the request.
   *
   * @throws IllegalStateException if the request did not come through the edge
   */
  public static Caller request(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("a request has passed the edge without a caller");
  }
}
