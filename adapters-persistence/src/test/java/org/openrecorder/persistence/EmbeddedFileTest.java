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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.StoreUnavailable;

class EmbeddedFileTest {

  private static final int OTHERS = 8;
  private static final int BOUND_SECONDS = 10;

  private final AtomicInteger forced = new AtomicInteger();

  @Test
  void commits_one_after_the_other_go_to_the_disk_each() {
    EmbeddedFile file = new EmbeddedFile(forced::incrementAndGet);
    file.force();
    file.force();
    assertThat(forced).hasValue(2);
  }

  @Test
  void commits_that_come_while_one_is_at_the_disk_go_there_together_after_it() throws Exception {
    SlowDisk disk = new SlowDisk();
    EmbeddedFile file = new EmbeddedFile(disk);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      CompletableFuture<Void> first = CompletableFuture.runAsync(file::force, threads);
      assertThat(disk.busy.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
      List<Thread> others =
          IntStream.range(0, OTHERS).mapToObj(i -> Thread.ofPlatform().start(file::force)).toList();
      others.forEach(EmbeddedFileTest::awaitWaiting);
      disk.turns.release(2);
      first.get(BOUND_SECONDS, TimeUnit.SECONDS);
      for (Thread other : others) {
        assertThat(other.join(Duration.ofSeconds(BOUND_SECONDS))).isTrue();
      }
    }
    assertThat(forced).hasValue(2);
  }

  @Test
  void whoever_waited_for_a_disk_that_failed_is_not_acknowledged_either() throws Exception {
    SlowDisk disk = new SlowDisk();
    EmbeddedFile file =
        new EmbeddedFile(
            () -> {
              disk.force();
              throw new IOException("EIO");
            });
    CompletableFuture<Throwable> first =
        CompletableFuture.supplyAsync(() -> catchThrowable(file::force));
    assertThat(disk.busy.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Throwable> second =
        CompletableFuture.supplyAsync(() -> catchThrowable(file::force));
    disk.turns.release();
    assertThat(first.get(BOUND_SECONDS, TimeUnit.SECONDS)).isInstanceOf(StoreUnavailable.class);
    assertThat(second.get(BOUND_SECONDS, TimeUnit.SECONDS)).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(file::force).isInstanceOf(StoreUnavailable.class);
    assertThat(forced).hasValue(1);
  }

  private static void awaitWaiting(Thread thread) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** Takes each turn only when it is let. */
  private final class SlowDisk implements EmbeddedFile.Forcing {

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
