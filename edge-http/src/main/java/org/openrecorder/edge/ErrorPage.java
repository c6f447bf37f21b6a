package org.openrecorder.edge;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.openrecorder.application.ExceptionTranslator;
import org.openrecorder.rest.response.SafeHeaders;

/**
 * What is shown for every error that no endpoint has answered itself; names no class, path or
 * version.
 */
public class ErrorPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient ErrorResponses rejections;

  @Inject
  public ErrorPage(ErrorResponses rejections) {
    this.rejections = rejections;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SafeHeaders.set(response);
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      rejections.send(request, response, ExceptionTranslator.internal(failure));
    } else {
      rejections.send(request, response, statusOf(request));
    }
  }

  private static int statusOf(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? status
        : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }
}
