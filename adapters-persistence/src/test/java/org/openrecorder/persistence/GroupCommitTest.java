package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openrecorder.application.port.StoreUnavailableException;

@Timeout(60)
class GroupCommitTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final int MANY = 50;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<List<Integer>> written = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong nanos = new AtomicLong(7);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private GroupCommit<Integer> group(Duration pause) {
    return new GroupCommit<>(items -> written.add(List.copyOf(items)), pause, System::nanoTime);
  }

  private List<CompletableFuture<Void>> added(GroupCommit<Integer> group, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> CompletableFuture.runAsync(() -> group.add(i), threads))
        .toList();
  }

  @Test
  void who_comes_after_a_while_does_not_wait() {
    GroupCommit<Integer> group =
        new GroupCommit<>(items -> written.add(List.copyOf(items)), LONG, nanos::get);
    group.add(1);
    nanos.addAndGet(LONG.toNanos());
    group.add(2);
    assertThat(written).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void those_who_come_while_one_is_written_are_written_together() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicLong come = new AtomicLong();
    GroupCommit<Integer> group =
        new GroupCommit<>(
            items -> {
              written.add(List.copyOf(items));
              begun.countDown();
              awaited(go);
            },
            Duration.ZERO,
            System::nanoTime);
    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> group.add(-1), threads);
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    List<Thread> others =
        IntStream.range(0, MANY)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .daemon()
                        .start(
                            () -> {
                              group.add(i);
                              come.incrementAndGet();
                            }))
            .toList();
    await().until(() -> others.stream().allMatch(one -> one.getState() == Thread.State.WAITING));
    go.countDown();
    first.join();
    await().until(() -> come.get() == MANY);
    assertThat(written).hasSize(2);
    assertThat(written.get(1)).hasSize(MANY);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Test
  void those_who_come_within_the_pause_are_written_together_when_it_is_over() {
    GroupCommit<Integer> group = group(Duration.ofMillis(500));
    group.add(-1);
    added(group, MANY).forEach(CompletableFuture::join);
    assertThat(written.stream().mapToInt(List::size).sum()).isEqualTo(1 + MANY);
    assertThat(written).hasSizeLessThan(1 + MANY / 2);
  }

  @Test
  void each_is_written_once() {
    GroupCommit<Integer> group = group(Duration.ofMillis(1));
    added(group, 1_000).forEach(CompletableFuture::join);
    assertThat(written.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void a_failure_is_that_of_all_who_waited_for_it_and_of_nobody_else() {
    RuntimeException lost = new StoreUnavailableException("lost", new IllegalStateException());
    GroupCommit<Integer> group =
        new GroupCommit<>(
            items -> {
              if (items.contains(13)) {
                throw lost;
              }
              written.add(List.copyOf(items));
            },
            Duration.ofMillis(20),
            System::nanoTime);
    List<CompletableFuture<Void>> all = added(group, MANY);
    long failed = all.stream().filter(GroupCommitTest::fails).count();
    assertThat(failed).isPositive();
    assertThat(written.stream().mapToInt(List::size).sum()).isEqualTo((int) (MANY - failed));
    assertThatThrownBy(() -> group.add(13))
        .isInstanceOf(StoreUnavailableException.class)
        .hasCause(lost);
    group.add(14);
  }

  /** A database that stands still takes its time to fail; nobody has to see that twice. */
  @Test
  void whoever_came_while_the_store_failed_is_told_with_the_others() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicLong times = new AtomicLong();
    GroupCommit<Integer> group =
        new GroupCommit<>(
            items -> {
              times.incrementAndGet();
              begun.countDown();
              awaited(go);
              throw new StoreUnavailableException("frozen", new IllegalStateException());
            },
            Duration.ZERO,
            System::nanoTime);
    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> group.add(1), threads);
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    AtomicLong failed = new AtomicLong();
    Thread second =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  assertThatThrownBy(() -> group.add(2))
                      .isInstanceOf(StoreUnavailableException.class);
                  failed.incrementAndGet();
                });
    await().until(() -> second.getState() == Thread.State.WAITING);
    go.countDown();
    assertThat(fails(first)).isTrue();
    await().until(() -> failed.get() == 1);
    assertThat(times).hasValue(1);
  }

  private static boolean fails(CompletableFuture<Void> one) {
    try {
      one.join();
      return false;
    } catch (CompletionException failed) {
      assertThat(failed).hasCauseInstanceOf(StoreUnavailableException.class);
      return true;
    }
  }
}
