package org.openrecorder.application.recording;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.Audit.Entry;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.Reason;
import org.openrecorder.domain.recording.Recording;

/** Stores the mark and the audit row as one. */
public final class MarkRecordingService implements MarkRecording {

  private final Recordings recordings;
  private final AlwaysPrivate alwaysPrivate;
  private final Transactions transactions;
  private final Audit audit;

  public MarkRecordingService(
      Recordings recordings, AlwaysPrivate alwaysPrivate, Transactions transactions, Audit audit) {
    this.recordings = recordings;
    this.alwaysPrivate = alwaysPrivate;
    this.transactions = transactions;
    this.audit = audit;
  }

  @Override
  public Answer<RecordedCall> mark(Request request) {
    Attempt attempt = Attempt.of(request.caller(), action(request.mark()), request.id().toString());
    return audit.attempted(attempt, entry -> permitted(entry, request));
  }

  private static String action(Mark mark) {
    return switch (mark) {
      case PRIVATE -> "mark private";
      case NOT_PRIVATE -> "mark not private";
      case DELETED -> "delete";
      case NOT_DELETED -> "undelete";
    };
  }

  private Answer<RecordedCall> permitted(Entry entry, Request request) {
    if (!request.caller().may(Permission.MANAGE)) {
      return Answer.refused(RefusalCode.FORBIDDEN, "this client may not mark recordings");
    }
    if (request.mark() == Mark.NOT_DELETED && !request.caller().may(Permission.ADMINISTER)) {
      return Answer.refused(RefusalCode.FORBIDDEN, "only administrators may undo a deletion");
    }
    Optional<RecordedCall> found = recordings.find(request.id()).filter(RecordedCall::isWhole);
    return found.isPresent() ? answer(entry, request, found.get()) : none("unknown id");
  }

  private Answer<RecordedCall> answer(Entry entry, Request request, RecordedCall found) {
    if (!request.caller().reach().covers(found.call())) {
      return none("out of this client's reach");
    }
    if (found.recording().deleted() && request.mark() != Mark.NOT_DELETED) {
      return none("deleted");
    }
    if (request.mark() == Mark.NOT_PRIVATE
        && alwaysPrivate.covers(found.call())
        && !request.caller().may(Permission.ADMINISTER)) {
      return Answer.refused(
          RefusalCode.FORBIDDEN,
          "an extension of this call is always private; only administrators may lift that");
    }
    return Answer.granted(stored(entry, request, found));
  }

  private static Answer<RecordedCall> none(String trueReason) {
    return Answer.refused(
        Refusal.because(RefusalCode.NO_SUCH_RECORDING, "there is no such recording", trueReason));
  }

  private RecordedCall stored(Entry entry, Request request, RecordedCall found) {
    Recording marked = marked(found.recording(), request.mark());
    transactions.run(
        () -> {
          store(marked, request.mark());
          entry.granted(
              marked.id(),
              request.reason().map(Reason::value).map(why -> "marked: " + why).orElse("marked"));
        });
    return new RecordedCall(marked, found.call()).with(recordings.legs(List.of(marked.id())));
  }

  private void store(Recording marked, Mark mark) {
    if (mark == Mark.NOT_DELETED) {
      recordings.saveNotDeleted(marked.id());
    } else {
      recordings.saveFlags(marked);
    }
  }

  private static Recording marked(Recording recording, Mark mark) {
    return switch (mark) {
      case PRIVATE -> recording.markedPrivate(true);
      case NOT_PRIVATE -> recording.markedPrivate(false);
      case DELETED -> recording.markedDeleted();
      case NOT_DELETED -> recording.markedNotDeleted();
    };
  }
}
