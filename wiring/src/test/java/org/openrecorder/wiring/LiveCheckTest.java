package org.openrecorder.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.application.port.Vital;

class LiveCheckTest {

  private static final Duration OFTEN = Duration.ofMillis(5);
  private static final long SOON = 30;

  private static boolean live(Vital... parts) {
    return LiveCheck.ends(Stream.of(parts)).isEmpty();
  }

  @Test
  void a_server_whose_database_and_pbx_are_down_is_live() throws InterruptedException {
    CountDownLatch tried = new CountDownLatch(4);
    try (Lanes lanes = new Lanes(2, Executors.defaultThreadFactory());
        Schedule schedule = new Schedule(OFTEN, Executors.defaultThreadFactory())) {
      lanes.submit("one", () -> failing(tried, new PbxUnavailable("down")));
      schedule.start(
          () -> failing(tried, new StoreUnavailable("down", new IllegalStateException())));
      assertThat(tried.await(SOON, TimeUnit.SECONDS)).isTrue();
      assertThat(live(lanes, schedule)).isTrue();
    }
  }

  private static void failing(CountDownLatch tried, RuntimeException failure) {
    tried.countDown();
    throw failure;
  }

  @Test
  void what_has_come_to_an_end_is_named() {
    assertThat(LiveCheck.ends(Stream.of(Optional::empty, () -> Optional.of("the disk failed"))))
        .containsExactly("the disk failed");
  }

  @Test
  void a_schedule_that_an_error_has_ended_is_told() {
    try (Schedule schedule = new Schedule(OFTEN, Executors.defaultThreadFactory())) {
      schedule.start(
          () -> {
            throw new NoClassDefFoundError("planted by this test");
          });
      assertThat(comesDown(schedule)).isTrue();
    }
  }

  private static boolean comesDown(Vital... parts) {
    long end = System.nanoTime() + Duration.ofSeconds(SOON).toNanos();
    while (live(parts) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return !live(parts);
  }

  @Test
  void lanes_of_which_none_gets_on_are_told_and_lanes_with_a_free_thread_are_not()
      throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    try (Lanes lanes = new Lanes(2, Executors.defaultThreadFactory())) {
      lanes.submit("one", () -> hold(busy, release));
      assertThat(lanes.stuckFor(Duration.ZERO)).isFalse();
      lanes.submit("other", () -> hold(busy, release));
      assertThat(busy.await(SOON, TimeUnit.SECONDS)).isTrue();
      assertThat(lanes.stuckFor(Duration.ZERO)).isTrue();
      assertThat(lanes.stuckFor(Duration.ofMinutes(1))).isFalse();
      assertThat(live(lanes)).isTrue();
      release.countDown();
    }
    Lanes closed = new Lanes(1, Executors.defaultThreadFactory());
    closed.close();
    assertThat(live(closed)).isFalse();
  }

  private static void hold(CountDownLatch busy, CountDownLatch release) {
    busy.countDown();
    try {
      release.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void threads_that_wait_for_each_other_are_told() throws InterruptedException {
    ReentrantLock one = new ReentrantLock();
    ReentrantLock other = new ReentrantLock();
    CyclicBarrier bothHaveOne = new CyclicBarrier(2);
    List<Thread> threads =
        List.of(
            Thread.ofPlatform().start(() -> lock(one, other, bothHaveOne)),
            Thread.ofPlatform().start(() -> lock(other, one, bothHaveOne)));
    try {
      assertThat(comesDown()).isTrue();
    } finally {
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(live()).isTrue();
  }

  private static void lock(ReentrantLock first, ReentrantLock second, CyclicBarrier bothHaveOne) {
    first.lock();
    try {
      bothHaveOne.await();
      second.lockInterruptibly();
      second.unlock();
    } catch (InterruptedException | BrokenBarrierException over) {
      Thread.currentThread().interrupt();
    } finally {
      first.unlock();
    }
  }
}
