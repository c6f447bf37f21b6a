package org.openrecorder.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.PbxUnavailable;

class LanesTest {

  private final Lanes lanes = new Lanes(4, Executors.defaultThreadFactory());

  @AfterEach
  void close() {
    lanes.close();
  }

  @Test
  void work_of_one_lane_is_done_in_order() throws InterruptedException {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch all = new CountDownLatch(1_000);
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      lanes.submit(
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
  void lanes_do_not_wait_for_each_other() throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    lanes.submit("one", () -> await(blocked));
    lanes.submit("other", other::countDown);
    assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
    blocked.countDown();
  }

  @Test
  void where_too_much_waits_what_is_offered_is_not_taken_and_nobody_is_held_up()
      throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    lanes.submit("lane", () -> await(blocked));
    int taken = 0;
    while (taken < 100_000 && lanes.offer("lane", () -> {})) {
      taken++;
    }
    assertThat(taken).isEqualTo(9_999);
    blocked.countDown();
    lanes.submit("lane", done::countDown);
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(lanes.offer("other", () -> {})).isTrue();
  }

  @Test
  void what_is_given_for_later_is_done_behind_what_its_lane_is_at_then()
      throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    lanes.submit("lane", () -> await(blocked));
    lanes.submitLater("lane", Duration.ofMillis(1), done::countDown);
    assertThat(done.await(100, TimeUnit.MILLISECONDS)).isFalse();
    blocked.countDown();
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void what_is_given_for_later_is_put_off_where_too_much_waits() throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    lanes.submit("lane", () -> await(blocked));
    while (lanes.offer("lane", () -> {})) {}
    lanes.submitLater("other", Duration.ofMillis(1), done::countDown);
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
    lanes.submit(
        "lane",
        () -> {
          if (tries.incrementAndGet() < 3) {
            throw new PbxUnavailable("down");
          }
          done.add("first");
        });
    lanes.submit("lane", () -> done.add("second"));
    lanes.submit("lane", all::countDown);
    assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(done).containsExactly("first", "second");
    assertThat(tries).hasValue(3);
  }

  @Test
  void work_that_fails_does_not_stop_its_lane() throws InterruptedException {
    CountDownLatch after = new CountDownLatch(1);
    lanes.submit(
        "lane",
        () -> {
          throw new IllegalStateException("planted by this test");
        });
    lanes.submit("lane", after::countDown);
    assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void the_pause_grows_to_a_limit() {
    assertThat(Lanes.pause(0)).isEqualTo(Duration.ofMillis(200));
    assertThat(Lanes.pause(1)).isEqualTo(Duration.ofMillis(400));
    assertThat(Lanes.pause(1_000_000)).isEqualTo(Duration.ofSeconds(15));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
