package org.openrecorder.rest.api;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.search.FindCalls;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.rest.request.CurrentPrincipal;

/** Call records. */
@Path("calls")
@Dependent
public class CallsResource {

  private static final Set<String> PARAMETERS =
      Set.of("uniqueId", "linkedId", "externalReference", "extension", Cursors.PARAMETER);

  private final FindCalls findCalls;
  private final Cursors cursors;

  /**
   * Never called: RESTEasy looks for a constructor without parameters, and CDI uses the other one.
   */
  @SuppressWarnings("NullAway")
  public CallsResource() {
    this.findCalls = null;
    this.cursors = null;
  }

  @Inject
  public CallsResource(FindCalls findCalls, Cursors cursors) {
    this.findCalls = findCalls;
    this.cursors = cursors;
  }

  /** Those that match all parameters given, newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response list(@Context HttpServletRequest request) {
    ApiPrincipal principal = CurrentPrincipal.request(request);
    Query query = Query.of(request, PARAMETERS);
    CallRecords.Filter filter = filter(query);
    Cursors.Listing listing = cursors.listing("calls", principal, query);
    return JsonAnswers.answer(
        () -> findCalls.find(principal, filter, listing.after()),
        page -> JsonAnswers.ok(listing.view(page, CallView::of)));
  }

  private static CallRecords.Filter filter(Query query) {
    return new CallRecords.Filter(
        query.read("uniqueId", UniqueId::new),
        query.read("linkedId", LinkedId::new),
        query.read("externalReference", Tag::new),
        query.read("extension", Extension::new));
  }
}
