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
import org.openrecorder.domain.recording.RecordingId;

/**
 * Stores the mark and the audit record as one, while nobody else decides about the call: whether an
 * extension has taken part whose calls are always private must not change in between.
 */
public final class MarkRecordingService implements MarkRecording {

  private final CallLocks locks;
  private final Recordings recordings;
  private final AlwaysPrivate alwaysPrivate;
  private final Transactions transactions;
  private final Audit audit;

  public MarkRecordingService(
      CallLocks locks,
      Recordings recordings,
      AlwaysPrivate alwaysPrivate,
      Transactions transactions,
      Audit audit) {
    this.locks = locks;
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
    return find(request)
        .map(found -> locks.deciding(found.recording().call(), () -> decided(entry, request)))
        .orElseGet(() -> none("unknown id"));
  }

  private Optional<RecordedCall> find(Request request) {
    return recordings.find(request.id()).filter(RecordedCall::isWhole);
  }

  /** What was read before nobody else decided may be behind. */
  private Answer<RecordedCall> decided(Entry entry, Request request) {
    return find(request)
        .map(now -> answer(entry, request, now))
        .orElseGet(() -> none("unknown id"));
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
          store(marked.id(), request.mark());
          entry.granted(
              marked.id(),
              request.reason().map(Reason::value).map(why -> "marked: " + why).orElse("marked"));
        });
    return new RecordedCall(marked, found.call()).with(recordings.legs(List.of(marked.id())));
  }

  private void store(RecordingId id, Mark mark) {
    switch (mark) {
      case PRIVATE -> recordings.savePrivate(id, true);
      case NOT_PRIVATE -> recordings.savePrivate(id, false);
      case DELETED -> recordings.saveDeleted(id);
      case NOT_DELETED -> recordings.saveNotDeleted(id);
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
