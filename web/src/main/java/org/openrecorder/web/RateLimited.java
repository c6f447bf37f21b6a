package org.openrecorder.web;

import java.time.Duration;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;

/** The refusal of what comes too often. */
final class RateLimited {

  private RateLimited() {}

  /**
   * @param what there is too much of, for the caller's eyes
   */
  static Refusal of(String what, Duration wait) {
    return Refusal.of(RefusalCode.RATE_LIMITED, "too many " + what + "; ask again later")
        .retryAfter(wait);
  }
}
