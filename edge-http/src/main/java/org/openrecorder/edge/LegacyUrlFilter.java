package org.openrecorder.edge;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.openrecorder.rest.legacy.LegacyApplication;

/**
 * Sends what comes to the one URL through the right endpoint: SOAP and its description further down
 * the chain, a method by query or form to the GET and form endpoint. Everything else is refused
 * here, so that HEAD never runs a method.
 */
public class LegacyUrlFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient ErrorResponses rejections;

  @Inject
  public LegacyUrlFilter(ErrorResponses rejections) {
    this.rejections = rejections;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    switch (LegacyUrl.of(request)) {
      case DESCRIPTION, SOAP -> chain.doFilter(request, response);
      case METHOD_CALL ->
          request.getRequestDispatcher(LegacyApplication.PATH).forward(typed(request), response);
      case OTHER -> {
        response.setHeader("Allow", "GET, POST");
        rejections.send(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      }
    }
  }

  /** Only a form's type says something. */
  private static HttpServletRequest typed(HttpServletRequest request) {
    boolean bare = request.getMethod().equals("POST") && !LegacyUrl.isForm(request);
    return bare ? new UntypedRequest(request) : request;
  }
}
