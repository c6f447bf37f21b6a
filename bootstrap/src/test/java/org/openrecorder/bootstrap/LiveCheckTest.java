package org.openrecorder.bootstrap;

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
import org.openrecorder.application.port.LivenessProbe;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;

class LiveCheckTest {

  private static final Duration OFTEN = Duration.ofMillis(5);
  private static final long SOON = 30;

  private static boolean live(LivenessProbe... parts) {
    return LiveCheck.ends(Stream.of(parts)).isEmpty();
  }

  @Test
  void a_server_whose_database_and_pbx_are_down_is_live() throws InterruptedException {
    CountDownLatch tried = new CountDownLatch(4);
    try (KeyedExecutor executor = new KeyedExecutor(2, Executors.defaultThreadFactory());
        PeriodicTask schedule = new PeriodicTask(OFTEN, Executors.defaultThreadFactory())) {
      executor.submit("one", () -> failing(tried, new PbxUnavailableException("down")));
      schedule.start(
          () -> failing(tried, new StoreUnavailableException("down", new IllegalStateException())));
      assertThat(tried.await(SOON, TimeUnit.SECONDS)).isTrue();
      assertThat(live(executor, schedule)).isTrue();
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
    try (PeriodicTask schedule = new PeriodicTask(OFTEN, Executors.defaultThreadFactory())) {
      schedule.start(
          () -> {
            throw new NoClassDefFoundError("planted by this test");
          });
      assertThat(comesDown(schedule)).isTrue();
    }
  }

  private static boolean comesDown(LivenessProbe... parts) {
    long end = System.nanoTime() + Duration.ofSeconds(SOON).toNanos();
    while (live(parts) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return !live(parts);
  }

  @Test
  void task_keys_of_which_none_gets_on_are_told_and_task_keys_with_a_free_thread_are_not()
      throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    try (KeyedExecutor executor = new KeyedExecutor(2, Executors.defaultThreadFactory())) {
      executor.submit("one", () -> hold(busy, release));
      assertThat(executor.stuckFor(Duration.ZERO)).isFalse();
      executor.submit("other", () -> hold(busy, release));
      assertThat(busy.await(SOON, TimeUnit.SECONDS)).isTrue();
      assertThat(executor.stuckFor(Duration.ZERO)).isTrue();
      assertThat(executor.stuckFor(Duration.ofMinutes(1))).isFalse();
      assertThat(live(executor)).isTrue();
      release.countDown();
    }
    KeyedExecutor closed = new KeyedExecutor(1, Executors.defaultThreadFactory());
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
