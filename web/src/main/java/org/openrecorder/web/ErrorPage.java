package org.openrecorder.web;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.openrecorder.application.Failures;
import org.openrecorder.rest.answer.SafeHeaders;

/**
 * What is shown for every error that no door has answered itself; names no class, path or version.
 */
public class ErrorPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Refusals refusals;

  @Inject
  public ErrorPage(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SafeHeaders.set(response);
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      refusals.send(request, response, Failures.internal(failure));
    } else {
      refusals.send(request, response, statusOf(request));
    }
  }

  private static int statusOf(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? status
        : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }
}
