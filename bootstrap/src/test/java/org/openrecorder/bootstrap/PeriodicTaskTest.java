package org.openrecorder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

  private static final Duration OFTEN = Duration.ofMillis(20);

  @Test
  void work_is_done_again_and_again_also_after_it_has_failed_and_never_twice_at_once()
      throws InterruptedException {
    CountDownLatch times = new CountDownLatch(5);
    AtomicBoolean busy = new AtomicBoolean();
    AtomicInteger atOnce = new AtomicInteger();
    try (PeriodicTask schedule = new PeriodicTask(OFTEN, Executors.defaultThreadFactory())) {
      schedule.start(
          () -> {
            atOnce.addAndGet(busy.getAndSet(true) ? 1 : 0);
            times.countDown();
            busy.set(false);
            throw new IllegalStateException("as the test wants");
          });
      assertThat(times.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(atOnce).hasValue(0);
  }

  @Test
  void the_first_time_comes_after_one_pause() throws InterruptedException {
    long begun = System.nanoTime();
    CountDownLatch done = new CountDownLatch(1);
    try (PeriodicTask schedule =
        new PeriodicTask(Duration.ofMillis(300), Executors.defaultThreadFactory())) {
      schedule.start(done::countDown);
      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(290));
  }
}
