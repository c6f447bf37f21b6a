package org.openrecorder.rest.api;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Function;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.recording.MarkRecording;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.application.retrieval.ListenToRecording;
import org.openrecorder.application.search.FindRecordings;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ChangeReason;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.rest.request.CurrentPrincipal;

/** Recordings. */
@Path("recordings")
@Dependent
public class RecordingsResource {

  private static final Set<String> PARAMETERS =
      Set.of("tag", "uniqueId", "extension", Cursors.PARAMETER);

  private final FindRecordings findRecordings;
  private final MarkRecording markRecording;
  private final ListenToRecording listenToRecording;
  private final Audit audit;
  private final Cursors cursors;

  /**
   * Never called: RESTEasy looks for a constructor without parameters, and CDI uses the other one.
   */
  @SuppressWarnings("NullAway")
  public RecordingsResource() {
    this.findRecordings = null;
    this.markRecording = null;
    this.listenToRecording = null;
    this.audit = null;
    this.cursors = null;
  }

  @Inject
  public RecordingsResource(
      FindRecordings findRecordings,
      MarkRecording markRecording,
      ListenToRecording listenToRecording,
      Audit audit,
      Cursors cursors) {
    this.findRecordings = findRecordings;
    this.markRecording = markRecording;
    this.listenToRecording = listenToRecording;
    this.audit = audit;
    this.cursors = cursors;
  }

  /** Those that match all parameters given, newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response list(@Context HttpServletRequest request) {
    ApiPrincipal principal = CurrentPrincipal.request(request);
    Query query = Query.of(request, PARAMETERS);
    Recordings.Filter filter = filter(query);
    Cursors.Listing listing = cursors.listing("recordings", principal, query);
    return JsonAnswers.answer(
        () -> findRecordings.find(principal, filter, listing.after()),
        page -> JsonAnswers.ok(listing.view(page, RecordingView::of)));
  }

  private static Recordings.Filter filter(Query query) {
    return new Recordings.Filter(
        query.read("tag", Tag::new),
        query.read("uniqueId", UniqueId::new),
        query.read("extension", Extension::new));
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response show(@Context HttpServletRequest request, @PathParam("id") String id) {
    ApiPrincipal principal = Query.callerWithout(request);
    return JsonAnswers.answer(
        () ->
            withId(
                AuditedAction.of(principal, "show", id),
                known -> findRecordings.show(principal, known)),
        found -> JsonAnswers.ok(RecordingView.of(found)));
  }

  /** Marks it private or deleted, or takes that back. */
  @PATCH
  @Path("{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Produces(MediaType.APPLICATION_JSON)
  public Response patch(
      @Context HttpServletRequest request, @PathParam("id") String id, InputStream body)
      throws IOException {
    ApiPrincipal principal = Query.callerWithout(request);
    MarkRequest asked = MarkRequest.read(body);
    return JsonAnswers.answer(
        () -> mark(AuditedAction.of(principal, "mark", id), asked),
        marked -> JsonAnswers.ok(RecordingView.of(marked)));
  }

  private Result<RecordingWithCall> mark(AuditedAction action, MarkRequest asked) {
    return withId(
        action,
        known ->
            markRecording.mark(
                new MarkRecording.Request(action.caller(), known, asked.mark(), asked.reason())));
  }

  /** Marks it deleted. */
  @DELETE
  @Path("{id}")
  public Response delete(@Context HttpServletRequest request, @PathParam("id") String id) {
    ApiPrincipal principal = CurrentPrincipal.request(request);
    MarkRequest asked =
        new MarkRequest(
            Mark.DELETED, Query.of(request, Set.of("reason")).read("reason", ChangeReason::new));
    return JsonAnswers.answer(
        () -> mark(AuditedAction.of(principal, "delete", id), asked),
        deleted -> Response.noContent().build());
  }

  @GET
  @Path("{id}/audio")
  @Produces(WavBody.TYPE)
  public Response audio(@Context HttpServletRequest request, @PathParam("id") String id) {
    ApiPrincipal principal = Query.callerWithout(request);
    return JsonAnswers.answer(
        () ->
            withId(
                AuditedAction.of(principal, "listen", id),
                known -> listenToRecording.listen(principal, known)),
        WavBody::answer);
  }

  /** What cannot be an id is the id of nothing; that a client tried is noted. */
  private <T> Result<T> withId(AuditedAction action, Function<RecordingId, Result<T>> work) {
    RecordingId known;
    try {
      known = RecordingId.parse(action.subject());
    } catch (InvalidValue notOne) {
      return audit.noted(
          action,
          Result.rejected(
              Rejection.because(
                  ErrorCode.NO_SUCH_RECORDING,
                  "there is no such recording",
                  "no recording can have this id")));
    }
    return work.apply(known);
  }
}
