package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

  private final AtomicLong nanos = new AtomicLong(-7);
  private final LogThrottle throttle = new LogThrottle(Duration.ofSeconds(10), nanos::get);

  @Test
  void one_in_a_pause_is_let_through_and_tells_how_many_were_not() {
    assertThat(throttle.next()).hasValue(0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(throttle.next()).isEmpty();
    }
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(throttle.next()).hasValue(1_000);
    assertThat(throttle.next()).isEmpty();
    nanos.addAndGet(Duration.ofDays(1).toNanos());
    assertThat(throttle.next()).hasValue(1);
  }
}
