package org.openrecorder.application;

import java.time.InstantSource;
import java.util.Optional;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.recording.RecordingId;

/** Leaves one row in the audit trail for each attempt, granted or refused. */
public final class Audit {

  /** Characters of what an attempt was about that are kept; hostile input can be long. */
  private static final int MOST_SUBJECT = 255;

  private static final String OK = "OK";

  private final AuditTrail trail;
  private final InstantSource clock;

  public Audit(AuditTrail trail, InstantSource clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /** What somebody tries to do. */
  public record Attempt(Caller caller, String action, Optional<Username> user, String subject) {

    public static Attempt of(Caller caller, String action, String subject) {
      return new Attempt(caller, action, Optional.empty(), subject);
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

  private void add(Attempt attempt, Optional<RecordingId> recording, String result, String reason) {
    trail.add(
        new AuditTrail.Row(
            clock.instant(),
            attempt.caller(),
            attempt.action(),
            attempt.user().map(Username::value),
            shortened(attempt.subject()),
            recording,
            result,
            shortened(reason)));
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MOST_SUBJECT ? line : line.substring(0, MOST_SUBJECT - 1) + "…";
  }
}
