package org.openrecorder.application.query;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.port.Holdups;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.recording.RecordingId;

/** Asks the stored recordings for those who may look. Leaves an audit row where it refuses. */
public final class FindRecordingsService implements FindRecordings {

  private final Recordings recordings;
  private final Holdups holdups;
  private final Audit audit;

  public FindRecordingsService(Recordings recordings, Audit audit) {
    this(recordings, Holdups.NONE, audit);
  }

  /**
   * Of recordings that are on their way into the archive it tells what holds them up.
   *
   * @param holdups what is known of that
   */
  public FindRecordingsService(Recordings recordings, Holdups holdups, Audit audit) {
    this.recordings = recordings;
    this.holdups = holdups;
    this.audit = audit;
  }

  @Override
  public Answer<Page<RecordedCall>> find(
      Caller caller, Recordings.Filter filter, Optional<Page.Cursor> after) {
    return caller.may(Permission.RETRIEVE)
        ? Answer.granted(
            explained(
                recordings.withLegs(recordings.search(filter.within(caller.sight()), after, PAGE))))
        : audit.noted(Attempt.of(caller, "look up recordings", ""), forbidden());
  }

  private Page<RecordedCall> explained(Page<RecordedCall> page) {
    return new Page<>(page.items().stream().map(one -> one.with(holdups)).toList(), page.next());
  }

  @Override
  public Answer<RecordedCall> show(Caller caller, RecordingId id) {
    return audit.noted(Attempt.of(caller, "show", id.toString()), shown(caller, id));
  }

  private Answer<RecordedCall> shown(Caller caller, RecordingId id) {
    if (!caller.may(Permission.RETRIEVE)) {
      return forbidden();
    }
    Optional<RecordedCall> found = recordings.find(id).filter(RecordedCall::isWhole);
    return found
        .filter(one -> caller.sight().covers(one.recording(), one.call()))
        .map(this::withLegs)
        .map(one -> one.with(holdups))
        .<Answer<RecordedCall>>map(Answer::granted)
        .orElseGet(
            () ->
                Answer.refused(
                    Refusal.because(
                        RefusalCode.NO_SUCH_RECORDING,
                        "there is no such recording",
                        found.isPresent() ? "this client may not know of it" : "unknown id")));
  }

  private RecordedCall withLegs(RecordedCall found) {
    return found.with(recordings.legs(List.of(found.recording().id())));
  }

  private static <T> Answer<T> forbidden() {
    return Answer.refused(RefusalCode.FORBIDDEN, "this client may not look up recordings");
  }
}
