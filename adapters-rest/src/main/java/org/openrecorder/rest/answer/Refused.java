package org.openrecorder.rest.answer;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.openrecorder.application.Refusal;
import org.openrecorder.rest.refusal.RefusalForm;
import org.openrecorder.rest.refusal.WrittenRefusal;

/** Refusals as answers of JAX-RS. */
public final class Refused {

  private Refused() {}

  public static Response as(RefusalForm form, Refusal refusal) {
    return response(form.write(refusal)).build();
  }

  static ResponseBuilder response(WrittenRefusal written) {
    ResponseBuilder answer =
        Response.status(written.status())
            .type(written.contentType())
            .header(HttpHeaders.CONTENT_LENGTH, written.bytes().length)
            .entity(written.bytes());
    written.headers().forEach(answer::header);
    return answer;
  }
}
