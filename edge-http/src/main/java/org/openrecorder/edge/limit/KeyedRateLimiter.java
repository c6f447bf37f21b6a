package org.openrecorder.edge.limit;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The same rate limit for each of many keys, such as clients or addresses. Safe for threads. */
public final class KeyedRateLimiter {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Supplier<Pace> pace;
  private final TimeMeter clock;
  private volatile Buckets current;

  /** So many requests a second in the long run, and so many at once after a pause. */
  public record Pace(int perSecond, int burst) {}

  /** The buckets of one pace, by key; those used least are forgotten beyond a limit. */
  private record Buckets(Pace pace, Cache<String, Bucket> byKey) {

    static Buckets of(Pace pace) {
      return new Buckets(pace, BoundedCaches.cache());
    }
  }

  /**
   * A pace that stays.
   *
   * @param nanos the time in nanoseconds since any one moment
   */
  public KeyedRateLimiter(int perSecond, int burst, LongSupplier nanos) {
    this(() -> new Pace(perSecond, burst), nanos);
  }

  /**
   * A pace that can change; all keys begin anew with another one.
   *
   * @param pace asked for each time
   */
  public KeyedRateLimiter(Supplier<Pace> pace, LongSupplier nanos) {
    this.pace = pace;
    this.clock = meter(nanos);
    this.current = Buckets.of(pace.get());
  }

  /** Empty if a request with that key may pass now; otherwise how long its client has to wait. */
  public Optional<Duration> take(String key) {
    Buckets buckets = buckets();
    ConsumptionProbe probe =
        buckets.byKey().get(key, unused -> bucket(buckets.pace())).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /** How many keys are remembered. */
  long remembered() {
    current.byKey().cleanUp();
    return current.byKey().estimatedSize();
  }

  private Bucket bucket(Pace limit) {
    return Bucket.builder()
        .addLimit(
            bandwidth -> bandwidth.capacity(limit.burst()).refillGreedy(limit.perSecond(), SECOND))
        .withCustomTimePrecision(clock)
        .build();
  }

  private Buckets buckets() {
    Pace now = pace.get();
    Buckets known = current;
    if (known.pace().equals(now)) {
      return known;
    }
    synchronized (this) {
      if (!current.pace().equals(now)) {
        current = Buckets.of(now);
      }
      return current;
    }
  }

  private static TimeMeter meter(LongSupplier nanos) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return nanos.getAsLong();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }
}
