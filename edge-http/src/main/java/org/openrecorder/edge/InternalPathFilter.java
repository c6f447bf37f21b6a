package org.openrecorder.edge;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Hides what only the edge itself may forward to: to a client there is nothing there. */
public class InternalPathFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient ErrorResponses rejections;

  @Inject
  public InternalPathFilter(ErrorResponses rejections) {
    this.rejections = rejections;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    rejections.send(request, response, HttpServletResponse.SC_NOT_FOUND);
  }
}
