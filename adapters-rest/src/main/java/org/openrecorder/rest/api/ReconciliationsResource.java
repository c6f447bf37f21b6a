package org.openrecorder.rest.api;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.openrecorder.application.reconciliation.Reconcile;
import org.openrecorder.domain.access.ApiPrincipal;

/** Comparisons of what is stored with what is there, for administrators. */
@Path("reconciliations")
@Dependent
public class ReconciliationsResource {

  private final Reconcile reconcile;

  /**
   * Never called: RESTEasy looks for a constructor without parameters, and CDI uses the other one.
   */
  @SuppressWarnings("NullAway")
  public ReconciliationsResource() {
    this.reconcile = null;
  }

  @Inject
  public ReconciliationsResource(Reconcile reconcile) {
    this.reconcile = reconcile;
  }

  /** The last reports, newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response list(@Context HttpServletRequest request) {
    ApiPrincipal principal = Query.callerWithout(request);
    return JsonAnswers.answer(
        () -> reconcile.reports(principal),
        reports ->
            JsonAnswers.ok(
                new PageView(reports.stream().map(ReconciliationView::of).toList(), null)));
  }

  /** Compares now; the answer is the report. */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public Response compare(@Context HttpServletRequest request) {
    ApiPrincipal principal = Query.callerWithout(request);
    return JsonAnswers.answer(
        () -> reconcile.now(principal), report -> JsonAnswers.ok(ReconciliationView.of(report)));
  }
}
