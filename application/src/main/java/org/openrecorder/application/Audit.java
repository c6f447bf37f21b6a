package org.openrecorder.application;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.recording.RecordingId;

/** Leaves one row in the audit trail for each attempt, granted or refused. */
public final class Audit {

  /** Characters of what an attempt was about that are kept; hostile input can be long. */
  private static final int MOST_SUBJECT = 255;

  private static final String OK = "OK";

  /** Announced rows that are read at once. */
  private static final int MOST_AT_ONCE = 100;

  private static final String UNFINISHED = "the server ended before it had noted this; ";

  private final AuditTrail trail;
  private final InstantSource clock;

  public Audit(AuditTrail trail, InstantSource clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /** What a principal tries to do. */
  public record AuditedAction(
      ApiPrincipal caller, String action, Optional<Username> user, String subject) {

    /** On behalf of the person who uses the client, if it is known who that is. */
    public static AuditedAction of(ApiPrincipal principal, String action, String subject) {
      return new AuditedAction(principal, action, principal.person().map(User::name), subject);
    }

    public AuditedAction onBehalfOf(Username username) {
      return new AuditedAction(caller, action, Optional.of(username), subject);
    }
  }

  public void granted(AuditedAction action, RecordingId recording, String why) {
    add(action, Optional.of(recording), OK, why);
  }

  /** The same for what is about no one recording. */
  public void granted(AuditedAction action, String why) {
    add(action, Optional.empty(), OK, why);
  }

  public void rejected(AuditedAction action, Rejection rejection) {
    add(action, rejection.recording(), rejection.code().name(), rejection.auditReason());
  }

  /** Leaves a row if the answer is a rejection, and answers the same. */
  public <T> Result<T> noted(AuditedAction action, Result<T> result) {
    if (result instanceof Result.Rejected<T>(Rejection rejection)) {
      rejected(action, rejection);
    }
    return result;
  }

  /**
   * Leaves a row for a request that could not be read: what was to be done is not known, but that a
   * client tried is kept. Never throws: returns what to tell the client, which is something else
   * than was wanted if the row cannot be written.
   */
  public Rejection unreadable(ApiPrincipal principal, Rejection rejection) {
    AuditedAction action = AuditedAction.of(principal, "unreadable request", "");
    return switch (ExceptionTranslator.caught(
        () -> noted(action, Result.<Void>rejected(rejection)))) {
      case Result.Rejected<Void>(Rejection said) -> said;
      case Result.Success<Void> never -> rejection;
    };
  }

  /**
   * Performs an action, and leaves the one record that tells what came of it: that of the grant,
   * which {@code work} leaves itself, or else that of the rejection or of the failure. A failure is
   * thrown on, also if its row cannot be written.
   */
  public <T> Result<T> attempted(
      AuditedAction action, Function<PendingAuditEntry, Result<T>> work) {
    PendingAuditEntry entry = new PendingAuditEntry(action);
    try {
      Result<T> result = work.apply(entry);
      if (result instanceof Result.Rejected<T>(Rejection rejection)) {
        entry.rejected(rejection);
      }
      return result;
    } catch (StoreUnavailableException nothingCanBeWritten) {
      throw nothingCanBeWritten;
    } catch (PbxUnavailableException silent) {
      entry.failed(ErrorCode.PBX_UNAVAILABLE, silent);
      throw silent;
    } catch (RuntimeException unexpected) {
      entry.failed(ErrorCode.INTERNAL, unexpected);
      throw unexpected;
    }
  }

  /** The row that one attempt leaves, from before it is known what will come of the attempt. */
  public final class PendingAuditEntry {

    private final AuditedAction action;
    private boolean intentRecorded;
    private Optional<RecordingId> about = Optional.empty();

    private PendingAuditEntry(AuditedAction action) {
      this.action = action;
    }

    /**
     * Makes the row of a grant durable, so that it need not be added before the answer is given.
     */
    public void recordIntent(RecordingId recording, String why) {
      trail.recordIntent(row(action, Optional.of(recording), OK, why));
      about = Optional.of(recording);
      intentRecorded = true;
    }

    /** Adds the row of a grant. */
    public void granted(RecordingId recording, String why) {
      leave(row(action, Optional.of(recording), OK, why));
    }

    private void rejected(Rejection rejection) {
      leave(
          row(
              action,
              rejection.recording().or(() -> about),
              rejection.code().name(),
              rejection.auditReason()));
    }

    private void failed(ErrorCode code, RuntimeException failure) {
      try {
        leave(row(action, about, code.name(), String.valueOf(failure.getMessage())));
      } catch (RuntimeException unwritten) {
        failure.addSuppressed(unwritten);
      }
    }

    private void leave(AuditTrail.Row row) {
      if (intentRecorded) {
        trail.confirm(row);
      } else {
        trail.add(row);
      }
    }
  }

  /**
   * Adds the rows that were announced before the server last ended and are not in the trail. It is
   * not known whether those callers were told.
   *
   * @param failure why nothing came of the attempt about that recording; empty if something did
   */
  public void confirmLeftovers(Function<RecordingId, Optional<String>> failure) {
    List<AuditTrail.Row> left = trail.unconfirmedIntents(MOST_AT_ONCE);
    while (!left.isEmpty()) {
      left.forEach(row -> trail.confirm(unfinished(row, row.recording().flatMap(failure))));
      left = trail.unconfirmedIntents(MOST_AT_ONCE);
    }
  }

  private static AuditTrail.Row unfinished(AuditTrail.Row row, Optional<String> failure) {
    return new AuditTrail.Row(
        row.at(),
        row.caller(),
        row.action(),
        row.user(),
        row.subject(),
        row.recording(),
        failure.isEmpty() ? row.result() : ErrorCode.INTERNAL.name(),
        shortened(UNFINISHED + failure.orElse(row.reason())));
  }

  private void add(
      AuditedAction action, Optional<RecordingId> recording, String result, String reason) {
    trail.add(row(action, recording, result, reason));
  }

  private AuditTrail.Row row(
      AuditedAction action, Optional<RecordingId> recording, String result, String reason) {
    return new AuditTrail.Row(
        clock.instant(),
        action.caller(),
        action.action(),
        action.user().map(Username::value),
        shortened(action.subject()),
        recording,
        result,
        shortened(reason));
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MOST_SUBJECT ? line : line.substring(0, MOST_SUBJECT - 1) + "…";
  }
}
