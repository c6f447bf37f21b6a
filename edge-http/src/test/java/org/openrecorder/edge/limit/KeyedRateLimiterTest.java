package org.openrecorder.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedRateLimiterTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final KeyedRateLimiter paces = new KeyedRateLimiter(10, 3, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void takeAll(String who) {
    assertThat(IntStream.range(0, 3)).allSatisfy(i -> assertThat(paces.take(who)).isEmpty());
  }

  @Test
  void after_the_burst_the_next_one_waits_until_its_turn() {
    takeAll("crm");
    assertThat(paces.take("crm")).contains(Duration.ofMillis(100));
    pass(Duration.ofMillis(40));
    assertThat(paces.take("crm")).contains(Duration.ofMillis(60));
    pass(Duration.ofMillis(60));
    assertThat(paces.take("crm")).isEmpty();
    assertThat(paces.take("crm")).isPresent();
  }

  @Test
  void in_the_long_run_the_rate_holds() {
    takeAll("crm");
    long passed =
        IntStream.range(0, 1_000)
            .mapToObj(
                i -> {
                  pass(Duration.ofMillis(10));
                  return paces.take("crm");
                })
            .filter(Optional::isEmpty)
            .count();
    assertThat(passed).isBetween(99L, 100L);
  }

  @Test
  void a_pause_gives_no_more_than_the_burst() {
    takeAll("crm");
    pass(Duration.ofDays(1));
    takeAll("crm");
    assertThat(paces.take("crm")).isPresent();
  }

  @Test
  void one_does_not_pay_for_another() {
    takeAll("greedy");
    assertThat(paces.take("greedy")).isPresent();
    takeAll("crm");
  }

  @Test
  void of_many_only_so_many_are_remembered() {
    IntStream.range(0, 2 * BoundedCaches.MOST).forEach(i -> paces.take("other " + i));
    assertThat(paces.remembered()).isLessThanOrEqualTo(BoundedCaches.MOST).isPositive();
  }

  @Test
  void a_key_in_use_is_remembered_however_many_others_come() {
    takeAll("greedy");
    for (int i = 0; i < 2 * BoundedCaches.MOST; i++) {
      paces.take("other " + i);
      assertThat(paces.take("greedy")).isPresent();
    }
  }
}
