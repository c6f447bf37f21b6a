package org.openrecorder.edge.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many requests a second through in the long run, and so many at once after a pause. Not
 * safe for use by several threads.
 */
final class TokenBucket {

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private final int burst;
  private double tokens;
  private long filledAt;

  TokenBucket(int perSecond, int burst, long now) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = now;
  }

  /**
   * Empty if a request may pass now; otherwise how long it has to wait until one may.
   *
   * @param now in nanoseconds of any one clock
   */
  Optional<Duration> take(long now) {
    tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
    filledAt = now;
    if (tokens >= 1) {
      tokens--;
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * NANOS)));
  }
}
