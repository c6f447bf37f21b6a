package org.openrecorder.archive.planted;

import jakarta.ws.rs.core.Response;

/** Planted: JAX-RS must stay in its adapter. */
public final class AnswersByJaxRs {

  public Response answer() {
    return Response.ok().build();
  }
}
