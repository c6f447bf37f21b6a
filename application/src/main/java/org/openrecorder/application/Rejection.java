package org.openrecorder.application;

import java.time.Duration;
import java.util.Optional;
import org.openrecorder.domain.recording.RecordingId;

/**
 * Why a request is rejected.
 *
 * @param message one line for the client to act on; contains nothing that the client may not know
 * @param auditReason for the audit trail only
 * @param retryAfter when a retry makes sense
 * @param recording the recording that is meant, where there is one and the client may know of it
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

  /** Names the recording, for a client that may know of it. */
  public Rejection about(RecordingId id) {
    return new Rejection(code, message, auditReason, retryAfter, Optional.of(id));
  }
}
