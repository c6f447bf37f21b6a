package org.openrecorder.soap;

import jakarta.servlet.http.HttpServletRequest;
import org.openrecorder.domain.access.Caller;

/** Who calls, as the edge has found out. */
final class CallerOf {

  private CallerOf() {}

  /**
   * The caller that the edge has left with the request.
   *
   * @throws IllegalStateException if the request did not come through the edge
   */
  static Caller request(HttpServletRequest request) {
    if (request.getAttribute(Caller.class.getName()) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("a request has passed the edge without a caller");
  }
}
