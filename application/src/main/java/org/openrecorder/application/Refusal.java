package org.openrecorder.application;

import java.time.Duration;
import java.util.Optional;
import org.openrecorder.domain.recording.RecordingId;

/**
 * A no.
 *
 * @param message one line for the caller to act on; says nothing that the caller may not know
 * @param trueReason for the audit trail only
 * @param retryAfter when asking again makes sense
 * @param recording which one is meant, where one is and the caller may know
 */
public record Refusal(
    RefusalCode code,
    String message,
    String trueReason,
    Optional<Duration> retryAfter,
    Optional<RecordingId> recording) {

  public static Refusal of(RefusalCode code, String message) {
    return new Refusal(code, message, message, Optional.empty(), Optional.empty());
  }

  public static Refusal because(RefusalCode code, String message, String trueReason) {
    return new Refusal(code, message, trueReason, Optional.empty(), Optional.empty());
  }

  public Refusal retryAfter(Duration wait) {
    return new Refusal(code, message, trueReason, Optional.of(wait), recording);
  }

  /** Names the recording, to a caller that may know of it. */
  public Refusal about(RecordingId id) {
    return new Refusal(code, message, trueReason, retryAfter, Optional.of(id));
  }
}
