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
import org.openrecorder.application.administration.ReadAuditTrail;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.rest.request.CurrentPrincipal;

/** The audit trail, for administrators. */
@Path("audit")
@Dependent
public class AuditResource {

  private static final Set<String> PARAMETERS =
      Set.of(
          "from",
          "to",
          "client",
          "user",
          "recording",
          "action",
          "result",
          "limit",
          Cursors.PARAMETER);

  /** Longer than anything that the trail keeps under these names. */
  private static final int LONGEST = 200;

  private final ReadAuditTrail trail;
  private final Cursors cursors;

  /**
   * Never called: RESTEasy looks for a constructor without parameters, and CDI uses the other one.
   */
  @SuppressWarnings("NullAway")
  public AuditResource() {
    this.trail = null;
    this.cursors = null;
  }

  @Inject
  public AuditResource(ReadAuditTrail trail, Cursors cursors) {
    this.trail = trail;
    this.cursors = cursors;
  }

  /** The records that match all parameters given, newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response list(@Context HttpServletRequest request) {
    ApiPrincipal principal = CurrentPrincipal.request(request);
    Query query = Query.of(request, PARAMETERS);
    AuditRecords.Filter filter = filter(query);
    int limit = query.read("limit", AuditResource::limit).orElse(ReadAuditTrail.PAGE);
    Cursors.Listing listing = cursors.listing("audit", principal, query);
    return JsonAnswers.answer(
        () -> trail.read(principal, filter, listing.after(), limit),
        page -> JsonAnswers.ok(listing.view(page, AuditView::of)));
  }

  private static AuditRecords.Filter filter(Query query) {
    return new AuditRecords.Filter(
        query.read("from", Timestamps::parse),
        query.read("to", Timestamps::parse),
        query.read("client", AuditResource::text),
        query.read("user", AuditResource::text),
        query.read("recording", RecordingId::parse),
        query.read("action", AuditResource::text),
        query.read("result", AuditResource::text));
  }

  private static String text(String value) {
    if (value.length() > LONGEST) {
      throw new InvalidValue("it is longer than " + LONGEST + " characters");
    }
    return value;
  }

  private static int limit(String value) {
    int limit = value.matches("[0-9]{1,3}") ? Integer.parseInt(value) : 0;
    if (limit < 1 || limit > ReadAuditTrail.MOST) {
      throw new InvalidValue("it is not a number from 1 to " + ReadAuditTrail.MOST);
    }
    return limit;
  }
}
