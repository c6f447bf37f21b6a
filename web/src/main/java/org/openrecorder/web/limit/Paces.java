package org.openrecorder.web.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The same pace for each of many, such as clients or addresses. */
public final class Paces {

  private final int perSecond;
  private final int burst;
  private final LongSupplier nanos;
  private final Recent<TokenBucket> buckets = new Recent<>();

  /**
   * @param nanos the time in nanoseconds since any one moment
   */
  public Paces(int perSecond, int burst, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanos = nanos;
  }

  /** Empty if a request of that one may pass now; otherwise how long it has to wait. */
  public synchronized Optional<Duration> take(String who) {
    long now = nanos.getAsLong();
    return buckets.computeIfAbsent(who, unused -> new TokenBucket(perSecond, burst, now)).take(now);
  }
}
