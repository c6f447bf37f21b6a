package org.openrecorder.application;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.domain.access.Caller;
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

  /** What somebody tries to do. */
  public record Attempt(Caller caller, String action, Optional<Username> user, String subject) {

    /** On behalf of the person who uses the client, if it is known who that is. */
    public static Attempt of(Caller caller, String action, String subject) {
      return new Attempt(caller, action, caller.person().map(User::name), subject);
    }

    public Attempt onBehalfOf(Username username) {
      return new Attempt(caller, action, Optional.of(username), subject);
    }
  }

  public void granted(Attempt attempt, RecordingId recording, String why) {
    add(attempt, Optional.of(recording), OK, why);
  }

  /** The same for what is about no one recording. */
  public void granted(Attempt attempt, String why) {
    add(attempt, Optional.empty(), OK, why);
  }

  public void refused(Attempt attempt, Refusal refusal) {
    add(attempt, refusal.recording(), refusal.code().name(), refusal.trueReason());
  }

  /** Leaves a row if the answer is a refusal, and answers the same. */
  public <T> Answer<T> noted(Attempt attempt, Answer<T> answer) {
    if (answer instanceof Answer.Refused<T>(Refusal refusal)) {
      refused(attempt, refusal);
    }
    return answer;
  }

  /**
   * Leaves a row for a request that could not be read: what was to be done is not known, but that
   * somebody tried is kept. Never throws: answers what to tell the caller, which is something else
   * than was wanted if the row cannot be written.
   */
  public Refusal unreadable(Caller caller, Refusal refusal) {
    Attempt attempt = Attempt.of(caller, "unreadable request", "");
    return switch (Failures.caught(() -> noted(attempt, Answer.<Void>refused(refusal)))) {
      case Answer.Refused<Void>(Refusal said) -> said;
      case Answer.Granted<Void> never -> refusal;
    };
  }

  /**
   * Lets somebody try, and leaves the one row that tells what came of it: that of the grant, which
   * {@code work} leaves itself, or else that of the refusal or of the failure. A failure is thrown
   * on, also if its row cannot be written.
   */
  public <T> Answer<T> attempted(Attempt attempt, Function<Entry, Answer<T>> work) {
    Entry entry = new Entry(attempt);
    try {
      Answer<T> answer = work.apply(entry);
      if (answer instanceof Answer.Refused<T>(Refusal refusal)) {
        entry.refused(refusal);
      }
      return answer;
    } catch (StoreUnavailable nothingCanBeWritten) {
      throw nothingCanBeWritten;
    } catch (PbxUnavailable silent) {
      entry.failed(RefusalCode.PBX_UNAVAILABLE, silent);
      throw silent;
    } catch (RuntimeException unexpected) {
      entry.failed(RefusalCode.INTERNAL, unexpected);
      throw unexpected;
    }
  }

  /** The row that one attempt leaves, from before it is known what will come of the attempt. */
  public final class Entry {

    private final Attempt attempt;
    private boolean announced;
    private Optional<RecordingId> about = Optional.empty();

    private Entry(Attempt attempt) {
      this.attempt = attempt;
    }

    /**
     * Makes the row of a grant durable, so that it need not be added before the answer is given.
     */
    public void announce(RecordingId recording, String why) {
      trail.announce(row(attempt, Optional.of(recording), OK, why));
      about = Optional.of(recording);
      announced = true;
    }

    /** Adds the row of a grant. */
    public void granted(RecordingId recording, String why) {
      leave(row(attempt, Optional.of(recording), OK, why));
    }

    private void refused(Refusal refusal) {
      leave(
          row(
              attempt,
              refusal.recording().or(() -> about),
              refusal.code().name(),
              refusal.trueReason()));
    }

    private void failed(RefusalCode code, RuntimeException failure) {
      try {
        leave(row(attempt, about, code.name(), String.valueOf(failure.getMessage())));
      } catch (RuntimeException unwritten) {
        failure.addSuppressed(unwritten);
      }
    }

    private void leave(AuditTrail.Row row) {
      if (announced) {
        trail.settle(row);
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
  public void settleLeftovers(Function<RecordingId, Optional<String>> failure) {
    List<AuditTrail.Row> left = trail.announced(MOST_AT_ONCE);
    while (!left.isEmpty()) {
      left.forEach(row -> trail.settle(unfinished(row, row.recording().flatMap(failure))));
      left = trail.announced(MOST_AT_ONCE);
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
        failure.isEmpty() ? row.result() : RefusalCode.INTERNAL.name(),
        shortened(UNFINISHED + failure.orElse(row.reason())));
  }

  private void add(Attempt attempt, Optional<RecordingId> recording, String result, String reason) {
    trail.add(row(attempt, recording, result, reason));
  }

  private AuditTrail.Row row(
      Attempt attempt, Optional<RecordingId> recording, String result, String reason) {
    return new AuditTrail.Row(
        clock.instant(),
        attempt.caller(),
        attempt.action(),
        attempt.user().map(Username::value),
        shortened(attempt.subject()),
        recording,
        result,
        shortened(reason));
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MOST_SUBJECT ? line : line.substring(0, MOST_SUBJECT - 1) + "…";
  }
}
