package org.openrecorder.rest.response;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.openrecorder.application.Rejection;
import org.openrecorder.rest.error.ErrorFormat;
import org.openrecorder.rest.error.RenderedError;

/** Rejections as answers of JAX-RS. */
public final class RejectedException {

  private RejectedException() {}

  public static Response as(ErrorFormat form, Rejection rejection) {
    return response(form.write(rejection)).build();
  }

  static ResponseBuilder response(RenderedError written) {
    ResponseBuilder answer =
        Response.status(written.status())
            .type(written.contentType())
            .header(HttpHeaders.CONTENT_LENGTH, written.bytes().length)
            .entity(written.bytes());
    written.headers().forEach(answer::header);
    return answer;
  }
}
