package org.openrecorder.edge;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.openrecorder.settings.RecorderSettings;

/**
 * Sees to it that a request can be read: its body has to come in a form whose end is the same for
 * all servers on its way, and within a bound of time. What it requests of its answer is made
 * readable.
 */
public class RequestBodyFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient ErrorResponses rejections;
  private final transient Duration bound;

  @Inject
  public RequestBodyFilter(RecorderSettings settings, ErrorResponses rejections) {
    this(settings.http().timeout(), rejections);
  }

  RequestBodyFilter(Duration bound, ErrorResponses rejections) {
    this.rejections = rejections;
    this.bound = bound;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    List<String> codings = Collections.list(request.getHeaders("Transfer-Encoding"));
    if (codings.isEmpty() || (codings.size() == 1 && isChunked(codings.getFirst()))) {
      let(new AcceptableRequest(request), response, !codings.isEmpty(), chain);
      return;
    }
    // where its body ends cannot be told, so nothing after it may count as a request
    response.setHeader("Connection", "close");
    rejections.send(request, response, HttpServletResponse.SC_BAD_REQUEST);
  }

  /** A GET without a body cannot break in it, and is answered sooner with nothing wrapped. */
  private void let(
      HttpServletRequest request, HttpServletResponse response, boolean chunked, FilterChain chain)
      throws IOException, ServletException {
    if (request.getMethod().equals("GET") && !chunked && request.getContentLengthLong() <= 0) {
      chain.doFilter(request, response);
      return;
    }
    BodyDeadlineRequest timed = new BodyDeadlineRequest(request, response, bound);
    chain.doFilter(timed, new LastResponse(response, timed));
  }

  private static boolean isChunked(String coding) {
    return coding.strip().equalsIgnoreCase("chunked");
  }
}
