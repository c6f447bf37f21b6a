package org.openrecorder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.PbxUnavailableException;

class KeyedExecutorTest {

  private final KeyedExecutor executor = new KeyedExecutor(4, Executors.defaultThreadFactory());

  @AfterEach
  void close() {
    executor.close();
  }

  @Test
  void work_of_one_task_key_is_done_in_order() throws InterruptedException {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch all = new CountDownLatch(1_000);
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      executor.submit(
          "lane",
          () -> {
            done.add(number);
            all.countDown();
          });
    }
    assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(done).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void task_keys_do_not_wait_for_each_other() throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    executor.submit("one", () -> await(blocked));
    executor.submit("other", other::countDown);
    assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
    blocked.countDown();
  }

  @Test
  void where_too_much_waits_what_is_offered_is_not_taken_and_nobody_is_held_up()
      throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    executor.submit("lane", () -> await(blocked));
    int taken = 0;
    while (taken < 100_000 && executor.offer("lane", () -> {})) {
      taken++;
    }
    assertThat(taken).isEqualTo(9_999);
    blocked.countDown();
    executor.submit("lane", done::countDown);
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(executor.offer("other", () -> {})).isTrue();
  }

  @Test
  void what_is_given_for_later_is_done_behind_what_its_task_key_is_at_then()
      throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    executor.submit("lane", () -> await(blocked));
    executor.submitLater("lane", Duration.ofMillis(1), done::countDown);
    assertThat(done.await(100, TimeUnit.MILLISECONDS)).isFalse();
    blocked.countDown();
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void what_is_given_for_later_is_put_off_where_too_much_waits() throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    executor.submit("lane", () -> await(blocked));
    while (executor.offer("lane", () -> {})) {}
    executor.submitLater("other", Duration.ofMillis(1), done::countDown);
    assertThat(done.await(100, TimeUnit.MILLISECONDS)).isFalse();
    blocked.countDown();
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void work_that_finds_the_pbx_out_of_reach_is_done_again_before_what_comes_after()
      throws InterruptedException {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger tries = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(1);
    executor.submit(
        "lane",
        () -> {
          if (tries.incrementAndGet() < 3) {
            throw new PbxUnavailableException("down");
          }
          done.add("first");
        });
    executor.submit("lane", () -> done.add("second"));
    executor.submit("lane", all::countDown);
    assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(done).containsExactly("first", "second");
    assertThat(tries).hasValue(3);
  }

  @Test
  void work_that_fails_does_not_stop_its_task_key() throws InterruptedException {
    CountDownLatch after = new CountDownLatch(1);
    executor.submit(
        "lane",
        () -> {
          throw new IllegalStateException("planted by this test");
        });
    executor.submit("lane", after::countDown);
    assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_close_interrupts_no_task_and_begins_no_other() throws InterruptedException {
    AtomicBoolean interrupted = new AtomicBoolean();
    AtomicBoolean begun = new AtomicBoolean();
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    KeyedExecutor closing =
        new KeyedExecutor(1, Executors.defaultThreadFactory(), Duration.ofMillis(50));
    closing.submit(
        "one",
        () -> {
          atWork.countDown();
          await(release);
          interrupted.set(Thread.currentThread().isInterrupted());
          ended.countDown();
        });
    closing.submit("other", () -> begun.set(true));
    assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
    closing.close();
    release.countDown();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(closing.awaitEnd(Duration.ofSeconds(10))).isTrue();
    assertThat(interrupted).isFalse();
    assertThat(begun).isFalse();
  }

  @Test
  void the_pause_grows_to_a_limit() {
    assertThat(KeyedExecutor.pause(0)).isEqualTo(Duration.ofMillis(200));
    assertThat(KeyedExecutor.pause(1)).isEqualTo(Duration.ofMillis(400));
    assertThat(KeyedExecutor.pause(1_000_000)).isEqualTo(Duration.ofSeconds(15));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
