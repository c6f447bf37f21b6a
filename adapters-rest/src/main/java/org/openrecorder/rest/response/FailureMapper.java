package org.openrecorder.rest.response;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status.Family;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.ExceptionTranslator;
import org.openrecorder.application.Rejection;
import org.openrecorder.rest.error.ErrorFormat;
import org.openrecorder.rest.error.HttpErrors;
import org.openrecorder.rest.request.MalformedRequestException;

/**
 * Turns whatever an application throws into a rejection in its form; nothing of the cause is told
 * to the client.
 */
public abstract class FailureMapper implements ExceptionMapper<Throwable> {

  /** That of the request being answered, whichever it is. */
  @Context private @Nullable HttpServletResponse response;

  @Override
  public Response toResponse(Throwable failure) {
    takeBack(response);
    return switch (failure) {
      case MalformedRequestException unreadable ->
          RejectedException.as(form(), rejection(unreadable));
      case WebApplicationException refused -> ofHttp(refused.getResponse());
      default -> RejectedException.as(form(), ExceptionTranslator.internal(failure));
    };
  }

  /** The form in which this request is refused. */
  protected abstract ErrorFormat form();

  /** What to answer; endpoints that have not noted it by then do so here. */
  protected Rejection rejection(MalformedRequestException unreadable) {
    return unreadable.rejection();
  }

  /** A body may have begun; what of it has not left yet must neither be sent nor be described. */
  private static void takeBack(@Nullable HttpServletResponse begun) {
    if (begun != null && !begun.isCommitted()) {
      begun.reset();
      SafeHeaders.set(begun);
    }
  }

  private Response ofHttp(Response http) {
    if (http.getStatusInfo().getFamily() == Family.SUCCESSFUL) {
      return http;
    }
    ResponseBuilder answer =
        RejectedException.response(form().write(http.getStatus(), HttpErrors.of(http.getStatus())));
    List<Object> allow = http.getHeaders().getOrDefault(HttpHeaders.ALLOW, List.of());
    allow.forEach(verb -> answer.header(HttpHeaders.ALLOW, verb));
    return answer.build();
  }
}
