package org.openrecorder.application;

import java.time.Duration;
import java.util.Optional;
import org.openrecorder.domain.recording.RecordingId;

/**
 * A no.
 *
 * @param message one line for the caller to act on; says nothing that the caller may not know
 * @param auditReason for the audit trail only
 * @param retryAfter when asking again makes sense
 * @param recording which one is meant, where one is and the caller may know
 */
public record Rejection(
    ErrorCode code,
    String message,
    String auditReason,
    Optional<Duration> retryAfter,
    Optional<RecordingId> recording) {

  public static Rejection of(ErrorCode code, String message) {
    return new Rejection(code, message, message, Optional.empty(), Optional.empty());
  }

  public static Rejection because(ErrorCode code, String message, String trueReason) {
    return new Rejection(code, message, trueReason, Optional.empty(), Optional.empty());
  }

  public Rejection retryAfter(Duration wait) {
    return new Rejection(code, message, auditReason, Optional.of(wait), recording);
  }

  /** Names the recording, to a caller that may know of it. */
  public Rejection about(RecordingId id) {
    return new Rejection(code, message, auditReason, retryAfter, Optional.of(id));
  }
}
