package org.openrecorder.application.recording;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.Audit.Entry;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;

/** Stores the mark and the audit row as one. */
public final class MarkRecordingService implements MarkRecording {

  private final Recordings recordings;
  private final Transactions transactions;
  private final Audit audit;

  public MarkRecordingService(Recordings recordings, Transactions transactions, Audit audit) {
    this.recordings = recordings;
    this.transactions = transactions;
    this.audit = audit;
  }

  @Override
  public Answer<RecordedCall> mark(Caller caller, RecordingId id, Mark mark) {
    Attempt attempt = Attempt.of(caller, action(mark), id.toString());
    return audit.attempted(attempt, entry -> permitted(caller, entry, id, mark));
  }

  private static String action(Mark mark) {
    return switch (mark) {
      case PRIVATE -> "mark private";
      case NOT_PRIVATE -> "mark not private";
      case DELETED -> "delete";
    };
  }

  private Answer<RecordedCall> permitted(Caller caller, Entry entry, RecordingId id, Mark mark) {
    if (!caller.may(Permission.MANAGE)) {
      return Answer.refused(RefusalCode.FORBIDDEN, "this client may not mark recordings");
    }
    Optional<RecordedCall> found =
        recordings.find(id).filter(RecordedCall::isWhole).filter(one -> !one.recording().deleted());
    return found
        .<Answer<RecordedCall>>map(one -> Answer.granted(stored(entry, one, mark)))
        .orElseGet(
            () -> Answer.refused(RefusalCode.NO_SUCH_RECORDING, "there is no such recording"));
  }

  private RecordedCall stored(Entry entry, RecordedCall found, Mark mark) {
    Recording marked = marked(found.recording(), mark);
    transactions.run(
        () -> {
          recordings.saveFlags(marked);
          entry.granted(marked.id(), "marked");
        });
    return new RecordedCall(marked, found.call(), recordings.legs(List.of(marked.id())));
  }

  private static Recording marked(Recording recording, Mark mark) {
    return switch (mark) {
      case PRIVATE -> recording.markedPrivate(true);
      case NOT_PRIVATE -> recording.markedPrivate(false);
      case DELETED -> recording.markedDeleted();
    };
  }
}
