package org.openrecorder.edge;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** Stays the last one on its connection, whatever is taken back of it, if its request is broken. */
final class LastResponse extends HttpServletResponseWrapper {

  private final BodyDeadlineRequest request;

  LastResponse(HttpServletResponse response, BodyDeadlineRequest request) {
    super(response);
    this.request = request;
  }

  @Override
  public void reset() {
    super.reset();
    if (request.isBroken()) {
      setHeader("Connection", "close");
    }
  }
}
