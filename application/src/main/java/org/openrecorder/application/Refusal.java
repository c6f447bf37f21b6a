package org.openrecorder.application;

import java.time.Duration;
import java.util.Optional;

/**
 * A no.
 *
 * @param message one line for the caller to act on; says nothing that the caller may not know
 * @param trueReason for the audit trail only
 * @param retryAfter when asking again makes sense
 */
public record Refusal(
    RefusalCode code, String message, String trueReason, Optional<Duration> retryAfter) {

  public static Refusal of(RefusalCode code, String message) {
    return new Refusal(code, message, message, Optional.empty());
  }

  public static Refusal because(RefusalCode code, String message, String trueReason) {
    return new Refusal(code, message, trueReason, Optional.empty());
  }

  public Refusal retryAfter(Duration wait) {
    return new Refusal(code, message, trueReason, Optional.of(wait));
  }
}
