package org.openrecorder.edge.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The same pace for each of many, such as clients or addresses. */
public final class KeyedRateLimiter {

  private final Supplier<Pace> pace;
  private final LongSupplier nanos;
  private Pace known;
  private LruMap<TokenBucket> buckets = new LruMap<>();

  /** So many a second in the long run, and so many at once after a pause. */
  public record Pace(int perSecond, int burst) {}

  /**
   * A pace that stays.
   *
   * @param nanos the time in nanoseconds since any one moment
   */
  public KeyedRateLimiter(int perSecond, int burst, LongSupplier nanos) {
    this(() -> new Pace(perSecond, burst), nanos);
  }

  /**
   * A pace that can change; all begin anew with another one.
   *
   * @param pace asked for each time
   */
  public KeyedRateLimiter(Supplier<Pace> pace, LongSupplier nanos) {
    this.pace = pace;
    this.nanos = nanos;
    this.known = pace.get();
  }

  /** Empty if a request of that one may pass now; otherwise how long it has to wait. */
  public synchronized Optional<Duration> take(String who) {
    long now = nanos.getAsLong();
    return buckets().computeIfAbsent(who, unused -> bucket(now)).take(now);
  }

  private TokenBucket bucket(long now) {
    return new TokenBucket(known.perSecond(), known.burst(), now);
  }

  private LruMap<TokenBucket> buckets() {
    Pace current = pace.get();
    if (!current.equals(known)) {
      known = current;
      buckets = new LruMap<>();
    }
    return buckets;
  }
}
