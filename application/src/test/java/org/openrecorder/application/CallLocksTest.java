package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.application.recording.CallLocks;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.testing.CallBuilder;

/** Several decide about one call while the store says nothing. */
class CallLocksTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  /** What an answer may take, by the contract, and what the store takes to be known as silent. */
  private static final Duration PROMISED = Duration.ofSeconds(3);

  private static final Duration LONG = Duration.ofMillis(2_600);
  private static final CallId CALL = CallBuilder.aCall("100.1").build().key();

  private final CallLocks locks = new CallLocks();
  private final CountDownLatch silence = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void who_waited_for_a_decision_that_the_store_failed_is_told_so_without_asking_it_again() {
    Decision first = decide();
    await().atMost(SOON).until(() -> asked.get() == 1);
    Decision second = decide();
    Decision third = decide();
    await().atMost(SOON).until(() -> second.waits() && third.waits());

    silence.countDown();

    assertThat(first.failure()).isSameAs(second.failure().getCause());
    assertThat(third.failure()).hasCause(first.failure());
    assertThat(asked).hasValue(1);
  }

  @Test
  void a_decision_that_does_not_come_to_an_end_is_not_waited_for_until_nobody_can_be_answered() {
    Decision first = decide();
    await().atMost(SOON).until(() -> asked.get() == 1);
    long begun = System.nanoTime();
    assertThat(decide().failure()).isInstanceOf(StoreUnavailableException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(LONG, PROMISED);
    silence.countDown();
    assertThat(first.failure()).isNotNull();
    assertThat(asked).hasValue(1);
  }

  @Test
  void who_comes_after_the_store_has_failed_somebody_asks_it() {
    silence.countDown();
    assertThatThrownBy(this::ask).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(this::ask).hasMessage("the store says nothing");
    assertThat(asked).hasValue(2);
    assertThat(locks.<String>withLock(CALL, () -> "done")).isEqualTo("done");
  }

  private Decision decide() {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    ask();
                  } catch (StoreUnavailableException down) {
                    failure.complete(down);
                  }
                });
    return new Decision(thread, failure);
  }

  private void ask() {
    locks.withLock(CALL, this::askInVain);
  }

  private void askInVain() {
    asked.incrementAndGet();
    awaitSilence();
    throw new StoreUnavailableException(
        "the store says nothing", new IllegalStateException("silence"));
  }

  private void awaitSilence() {
    try {
      silence.await();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  /** One that decides or waits to, on a thread of its own. */
  private record Decision(Thread thread, CompletableFuture<Throwable> failed) {

    boolean waits() {
      return thread.getState() == Thread.State.TIMED_WAITING;
    }

    Throwable failure() {
      return failed.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    }
  }
}
