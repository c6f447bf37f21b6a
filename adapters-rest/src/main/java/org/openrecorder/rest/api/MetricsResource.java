package org.openrecorder.rest.api;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.openrecorder.application.search.ReadMetrics;
import org.openrecorder.domain.access.ApiPrincipal;

/** The figures that a monitoring system asks for now and then. */
@Path("metrics")
@Dependent
public class MetricsResource {

  /** Prometheus' text exposition format. */
  private static final String TEXT = "text/plain;version=0.0.4;charset=utf-8";

  private final ReadMetrics metrics;

  /**
   * Never called: RESTEasy looks for a constructor without parameters, and CDI uses the other one.
   */
  @SuppressWarnings("NullAway")
  public MetricsResource() {
    this.metrics = null;
  }

  @Inject
  public MetricsResource(ReadMetrics metrics) {
    this.metrics = metrics;
  }

  /** All figures as they are now. */
  @GET
  @Produces(TEXT)
  public Response read(@Context HttpServletRequest request) {
    ApiPrincipal principal = Query.callerWithout(request);
    return JsonAnswers.answer(
        () -> metrics.read(principal), page -> Response.ok(page).type(TEXT).build());
  }
}
