package org.openrecorder.application.search;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.IngestDelays;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.recording.RecordingId;

/**
 * Queries the stored recordings for principals that may see them. Leaves an audit record where it
 * rejects.
 */
public final class FindRecordingsService implements FindRecordings {

  private final Recordings recordings;
  private final IngestDelays delays;
  private final Audit audit;

  public FindRecordingsService(Recordings recordings, Audit audit) {
    this(recordings, IngestDelays.NONE, audit);
  }

  /**
   * For recordings on their way into the archive the result says what delays them.
   *
   * @param delays what is known of that
   */
  public FindRecordingsService(Recordings recordings, IngestDelays delays, Audit audit) {
    this.recordings = recordings;
    this.delays = delays;
    this.audit = audit;
  }

  @Override
  public Result<Page<RecordingWithCall>> find(
      ApiPrincipal principal, Recordings.Filter filter, Optional<Page.Cursor> after) {
    return principal.may(Permission.RETRIEVE)
        ? Result.success(
            explained(
                recordings.withSegments(
                    recordings.search(filter.within(principal.visibility()), after, PAGE))))
        : audit.noted(AuditedAction.of(principal, "look up recordings", ""), forbidden());
  }

  private Page<RecordingWithCall> explained(Page<RecordingWithCall> page) {
    return new Page<>(page.items().stream().map(one -> one.with(delays)).toList(), page.next());
  }

  @Override
  public Result<RecordingWithCall> show(ApiPrincipal principal, RecordingId id) {
    return audit.noted(AuditedAction.of(principal, "show", id.toString()), shown(principal, id));
  }

  private Result<RecordingWithCall> shown(ApiPrincipal principal, RecordingId id) {
    if (!principal.may(Permission.RETRIEVE)) {
      return forbidden();
    }
    Optional<RecordingWithCall> found =
        recordings.find(id).filter(RecordingWithCall::isFirstSegment);
    return found
        .filter(one -> principal.visibility().covers(one.segment(), one.call()))
        .map(this::withLegs)
        .map(one -> one.with(delays))
        .<Result<RecordingWithCall>>map(Result::success)
        .orElseGet(
            () ->
                Result.rejected(
                    Rejection.because(
                        ErrorCode.NO_SUCH_RECORDING,
                        "there is no such recording",
                        found.isPresent() ? "this client may not know of it" : "unknown id")));
  }

  private RecordingWithCall withLegs(RecordingWithCall found) {
    return found.with(recordings.segments(List.of(found.segment().id())));
  }

  private static <T> Result<T> forbidden() {
    return Result.rejected(ErrorCode.FORBIDDEN, "this client may not look up recordings");
  }
}
