package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.StoreUnavailableException;

class FsyncQueueTest {

  private static final int OTHERS = 8;
  private static final int BOUND_SECONDS = 10;
  private static final Duration LONG = Duration.ofSeconds(BOUND_SECONDS);

  private final ExecutorService goer = Executors.newSingleThreadExecutor();
  private final FsyncQueue queue = new FsyncQueue(goer, LONG);
  private final AtomicInteger forced = new AtomicInteger();
  private final SlowDisk disk = new SlowDisk();

  @AfterEach
  void end() {
    goer.shutdownNow();
  }

  @Test
  void commits_one_after_the_other_go_to_the_disk_each() {
    queue.force(forced::incrementAndGet);
    queue.force(forced::incrementAndGet);
    assertThat(forced).hasValue(2);
    assertThat(queue.standsStill()).isFalse();
  }

  @Test
  void commits_that_come_while_one_is_at_the_disk_go_there_together_after_it() throws Exception {
    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> queue.force(disk));
    assertThat(disk.busy.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    List<Thread> others =
        IntStream.range(0, OTHERS)
            .mapToObj(i -> Thread.ofPlatform().start(() -> queue.force(disk)))
            .toList();
    others.forEach(FsyncQueueTest::awaitWaiting);
    disk.turns.release(2);
    first.get(BOUND_SECONDS, TimeUnit.SECONDS);
    for (Thread other : others) {
      assertThat(other.join(LONG)).isTrue();
    }
    assertThat(forced).hasValue(2);
  }

  @Test
  void whoever_waited_for_a_disk_that_failed_is_not_acknowledged_either() throws Exception {
    FsyncQueue.Forcing failing =
        () -> {
          disk.force();
          throw new IOException("EIO");
        };
    CompletableFuture<Throwable> first = thrownBy(queue, failing);
    assertThat(disk.busy.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Throwable> second = thrownBy(queue, failing);
    disk.turns.release();
    assertThat(first.get(BOUND_SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(second.get(BOUND_SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> queue.force(failing)).isInstanceOf(StoreUnavailableException.class);
    assertThat(forced).hasValue(1);
    assertThat(queue.failure()).isPresent();
  }

  private static CompletableFuture<Throwable> thrownBy(
      FsyncQueue queue, FsyncQueue.Forcing forcing) {
    return CompletableFuture.supplyAsync(() -> catchThrowable(() -> queue.force(forcing)));
  }

  @Test
  void a_disk_that_stands_still_holds_nobody_up_and_is_used_again_when_it_goes_on()
      throws Exception {
    FsyncQueue hasty = new FsyncQueue(goer, Duration.ofMillis(1));
    for (int i = 0; i < OTHERS; i++) {
      assertThat(thrownBy(hasty, disk).get(BOUND_SECONDS, TimeUnit.SECONDS))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("stands still");
    }
    assertThat(forced).hasValue(0);
    assertThat(hasty.failure()).isEmpty();
    assertThat(hasty.standsStill()).isTrue();

    disk.turns.release(2);

    goer.shutdown();
    assertThat(goer.awaitTermination(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(forced).as("what it held up, and all that came meanwhile").hasValue(2);
    assertThat(hasty.standsStill()).isFalse();
  }

  @Test
  void where_nobody_can_go_to_the_disk_nothing_is_acknowledged_and_the_next_may_try() {
    AtomicInteger asked = new AtomicInteger();
    FsyncQueue stopping =
        new FsyncQueue(
            work -> {
              if (asked.incrementAndGet() == 1) {
                throw new RejectedExecutionException();
              }
              work.run();
            },
            LONG);
    assertThatThrownBy(() -> stopping.force(forced::incrementAndGet))
        .isInstanceOf(StoreUnavailableException.class);
    stopping.force(forced::incrementAndGet);
    assertThat(forced).hasValue(1);
  }

  private static void awaitWaiting(Thread thread) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** Takes each turn only when it is let. */
  private final class SlowDisk implements FsyncQueue.Forcing {

    private final CountDownLatch busy = new CountDownLatch(1);
    private final Semaphore turns = new Semaphore(0);

    @Override
    public void force() {
      busy.countDown();
      turns.acquireUninterruptibly();
      forced.incrementAndGet();
    }
  }
}
