package org.openrecorder.edge;

import java.time.Duration;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;

/** The rejection of what comes too often. */
final class RateLimited {

  private RateLimited() {}

  /**
   * @param what there is too much of, for the caller's eyes
   */
  static Rejection of(String what, Duration wait) {
    return Rejection.of(ErrorCode.RATE_LIMITED, "too many " + what + "; ask again later")
        .retryAfter(wait);
  }
}
