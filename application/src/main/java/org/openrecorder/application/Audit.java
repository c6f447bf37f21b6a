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

/** Adds one audit record for each attempt, granted or rejected. */
public final class Audit {

  /** The most characters of a subject or a reason that are kept; hostile input can be long. */
  private static final int MOST_SUBJECT = 255;

  private static final String OK = "OK";

  /** Unconfirmed intents that are read at once. */
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

    /** On behalf of the user of the client, if that is known. */
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

  /** The same for an action that concerns no single recording. */
  public void granted(AuditedAction action, String why) {
    add(action, Optional.empty(), OK, why);
  }

  public void rejected(AuditedAction action, Rejection rejection) {
    add(action, rejection.recording(), rejection.code().name(), rejection.auditReason());
  }

  /** Adds a record if the result is a rejection, and returns the result. */
  public <T> Result<T> noted(AuditedAction action, Result<T> result) {
    if (result instanceof Result.Rejected<T>(Rejection rejection)) {
      rejected(action, rejection);
    }
    return result;
  }

  /**
   * Adds a record for a request that could not be read: the action is unknown, but the attempt is
   * kept. Never throws: returns the rejection for the client, which is a different one if the
   * record cannot be written.
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
   * Runs an attempt, and adds the one record of its result: that of the grant, which {@code work}
   * adds itself, or else that of the rejection or of the failure. A failure is rethrown, even if
   * its record cannot be written.
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

  /** The audit record of one attempt, from before its result is known. */
  public final class PendingAuditEntry {

    private final AuditedAction action;
    private boolean intentRecorded;
    private Optional<RecordingId> about = Optional.empty();

    private PendingAuditEntry(AuditedAction action) {
      this.action = action;
    }

    /**
     * Makes the record of a grant durable, so that it need not be added before the client gets its
     * response.
     */
    public void recordIntent(RecordingId recording, String why) {
      trail.recordIntent(row(action, Optional.of(recording), OK, why));
      about = Optional.of(recording);
      intentRecorded = true;
    }

    /** Adds the record of a grant. */
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
   * Confirms the intents that were recorded before the server last ended and are not in the trail.
   * It is not known whether those clients got a response.
   *
   * @param failure why the attempt about that recording failed; empty if it did not
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
