package org.openrecorder.application.recording;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.Audit.PendingAuditEntry;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.access.ChangeReason;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;

/**
 * Stores the mark and the audit record as one, while no other thread decides about the call:
 * whether an extension has taken part whose calls are always private must not change in between.
 */
public final class MarkRecordingService implements MarkRecording {

  private final CallLocks locks;
  private final Recordings recordings;
  private final PrivateExtensionPolicy alwaysPrivate;
  private final Transactions transactions;
  private final Audit audit;

  public MarkRecordingService(
      CallLocks locks,
      Recordings recordings,
      PrivateExtensionPolicy alwaysPrivate,
      Transactions transactions,
      Audit audit) {
    this.locks = locks;
    this.recordings = recordings;
    this.alwaysPrivate = alwaysPrivate;
    this.transactions = transactions;
    this.audit = audit;
  }

  @Override
  public Result<RecordingWithCall> mark(Request request) {
    AuditedAction action =
        AuditedAction.of(request.caller(), action(request.mark()), request.id().toString());
    return audit.attempted(action, entry -> permitted(entry, request));
  }

  private static String action(Mark mark) {
    return switch (mark) {
      case PRIVATE -> "mark private";
      case NOT_PRIVATE -> "mark not private";
      case DELETED -> "delete";
      case NOT_DELETED -> "undelete";
    };
  }

  private Result<RecordingWithCall> permitted(PendingAuditEntry entry, Request request) {
    if (!request.caller().may(Permission.MANAGE)) {
      return Result.rejected(ErrorCode.FORBIDDEN, "this client may not mark recordings");
    }
    if (request.mark() == Mark.NOT_DELETED && !request.caller().may(Permission.ADMINISTER)) {
      return Result.rejected(ErrorCode.FORBIDDEN, "only administrators may undo a deletion");
    }
    return find(request)
        .map(found -> locks.withLock(found.segment().call(), () -> decided(entry, request)))
        .orElseGet(() -> none("unknown id"));
  }

  private Optional<RecordingWithCall> find(Request request) {
    return recordings.find(request.id()).filter(RecordingWithCall::isFirstSegment);
  }

  /** What was read before the lock was held may be behind. */
  private Result<RecordingWithCall> decided(PendingAuditEntry entry, Request request) {
    return find(request)
        .map(now -> answer(entry, request, now))
        .orElseGet(() -> none("unknown id"));
  }

  private Result<RecordingWithCall> answer(
      PendingAuditEntry entry, Request request, RecordingWithCall found) {
    if (!request.caller().scope().covers(found.call())) {
      return none("out of this client's reach");
    }
    if (found.segment().deleted() && request.mark() != Mark.NOT_DELETED) {
      return none("deleted");
    }
    if (request.mark() == Mark.NOT_PRIVATE
        && alwaysPrivate.covers(found.call())
        && !request.caller().may(Permission.ADMINISTER)) {
      return Result.rejected(
          ErrorCode.FORBIDDEN,
          "an extension of this call is always private; only administrators may lift that");
    }
    return Result.success(stored(entry, request, found));
  }

  private static Result<RecordingWithCall> none(String trueReason) {
    return Result.rejected(
        Rejection.because(ErrorCode.NO_SUCH_RECORDING, "there is no such recording", trueReason));
  }

  private RecordingWithCall stored(
      PendingAuditEntry entry, Request request, RecordingWithCall found) {
    RecordingSegment marked = marked(found.segment(), request.mark());
    transactions.run(
        () -> {
          store(marked.id(), request.mark());
          entry.granted(
              marked.id(),
              request
                  .reason()
                  .map(ChangeReason::value)
                  .map(why -> "marked: " + why)
                  .orElse("marked"));
        });
    return new RecordingWithCall(marked, found.call())
        .with(recordings.segments(List.of(marked.id())));
  }

  private void store(RecordingId id, Mark mark) {
    switch (mark) {
      case PRIVATE -> recordings.savePrivate(id, true);
      case NOT_PRIVATE -> recordings.savePrivate(id, false);
      case DELETED -> recordings.saveDeleted(id);
      case NOT_DELETED -> recordings.saveNotDeleted(id);
    }
  }

  private static RecordingSegment marked(RecordingSegment segment, Mark mark) {
    return switch (mark) {
      case PRIVATE -> segment.markedPrivate(true);
      case NOT_PRIVATE -> segment.markedPrivate(false);
      case DELETED -> segment.markedDeleted();
      case NOT_DELETED -> segment.markedNotDeleted();
    };
  }
}
