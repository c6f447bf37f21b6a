package org.openrecorder.rest.answer;

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
import org.openrecorder.application.Failures;
import org.openrecorder.application.Refusal;
import org.openrecorder.rest.refusal.HttpRefusal;
import org.openrecorder.rest.refusal.RefusalForm;
import org.openrecorder.rest.request.UnreadableRequest;

/**
 * Turns whatever an application throws into a refusal in its form; nothing of the cause is told to
 * the client.
 */
public abstract class FailureMapper implements ExceptionMapper<Throwable> {

  /** That of the request being answered, whichever it is. */
  @Context private @Nullable HttpServletResponse response;

  @Override
  public Response toResponse(Throwable failure) {
    takeBack(response);
    return switch (failure) {
      case UnreadableRequest unreadable -> Refused.as(form(), refusal(unreadable));
      case WebApplicationException refused -> ofHttp(refused.getResponse());
      default -> Refused.as(form(), Failures.internal(failure));
    };
  }

  /** The form in which this request is refused. */
  protected abstract RefusalForm form();

  /** What to answer; doors that have not noted it by then do so here. */
  protected Refusal refusal(UnreadableRequest unreadable) {
    return unreadable.refusal();
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
        Refused.response(form().write(http.getStatus(), HttpRefusal.of(http.getStatus())));
    List<Object> allow = http.getHeaders().getOrDefault(HttpHeaders.ALLOW, List.of());
    allow.forEach(verb -> answer.header(HttpHeaders.ALLOW, verb));
    return answer.build();
  }
}
