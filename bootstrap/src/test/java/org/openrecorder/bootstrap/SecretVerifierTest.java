package org.openrecorder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.CredentialsBusyException;
import org.openrecorder.settings.PasswordHash;

/** Many who want their secrets checked at the same time, while comparing takes its time. */
class SecretVerifierTest {

  private static final PasswordHash HASH = PasswordHash.of("right secret");
  private static final int WAITING = 5;
  private static final int BURST = 100;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch compared = new CountDownLatch(1);
  private final AtomicInteger comparing = new AtomicInteger();

  @AfterEach
  void stop() {
    compared.countDown();
    threads.shutdownNow();
  }

  private SecretVerifier check(Duration patience) {
    return new SecretVerifier(1, WAITING, patience, this::compare);
  }

  /** Comes to no end before the test wants it to. */
  private boolean compare(PasswordHash hash, String secret) {
    comparing.incrementAndGet();
    try {
      assertThat(compared.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    return hash.equals(HASH) && secret.equals("right secret");
  }

  private enum Said {
    RIGHT,
    WRONG,
    BUSY_AT_ONCE,
    BUSY_AFTER_WAITING
  }

  private static Said said(SecretVerifier check, String secret) {
    try {
      return check.isRight(secret, List.of(), List.of(HASH)) ? Said.RIGHT : Said.WRONG;
    } catch (CredentialsBusyException busy) {
      return busy.hasWaited() ? Said.BUSY_AFTER_WAITING : Said.BUSY_AT_ONCE;
    }
  }

  private CompletableFuture<Said> asked(SecretVerifier check, String secret) {
    return CompletableFuture.supplyAsync(() -> said(check, secret), threads);
  }

  private List<CompletableFuture<Said>> burst(SecretVerifier check) {
    List<CompletableFuture<Said>> burst = new ArrayList<>();
    for (int i = 0; i < BURST; i++) {
      burst.add(asked(check, "guess " + i));
    }
    return burst;
  }

  private static long answered(List<CompletableFuture<Said>> burst) {
    return burst.stream().filter(CompletableFuture::isDone).count();
  }

  private static List<Said> all(List<CompletableFuture<Said>> burst) {
    return burst.stream().map(CompletableFuture::join).toList();
  }

  private static long count(List<Said> all, Said which) {
    return all.stream().filter(which::equals).count();
  }

  @Test
  void of_a_burst_of_guesses_few_wait_and_all_others_are_told_at_once() {
    List<CompletableFuture<Said>> burst = burst(check(LONG));
    await().atMost(LONG).until(() -> answered(burst) == BURST - 1 - WAITING);
    assertThat(comparing).hasValue(1);
    compared.countDown();
    List<Said> all = all(burst);
    assertThat(count(all, Said.WRONG)).isEqualTo(1 + WAITING);
    assertThat(count(all, Said.BUSY_AT_ONCE)).isEqualTo(BURST - 1 - WAITING);
  }

  @Test
  void those_who_wait_are_sent_away_when_their_one_time_is_over() {
    List<CompletableFuture<Said>> burst = burst(check(Duration.ofMillis(100)));
    await().atMost(LONG).until(() -> answered(burst) == BURST - 1);
    compared.countDown();
    List<Said> all = all(burst);
    assertThat(count(all, Said.WRONG)).isEqualTo(1);
    assertThat(count(all, Said.BUSY_AFTER_WAITING)).isPositive();
    assertThat(count(all, Said.RIGHT)).isZero();
  }

  @Test
  void whoever_is_known_does_not_wait_behind_guesses() {
    SecretVerifier check = check(LONG);
    CompletableFuture<Said> first = asked(check, "right secret");
    await().atMost(LONG).until(() -> comparing.get() == 1);
    assertThat(check.isRight("plain", List.of(SecretVerifier.digest("plain")), List.of())).isTrue();
    compared.countDown();
    assertThat(first.join()).isEqualTo(Said.RIGHT);
    int before = comparing.get();
    assertThat(said(check, "right secret")).isEqualTo(Said.RIGHT);
    assertThat(comparing).hasValue(before);
  }

  /** As a client does after a restart that always asks for much at once. */
  @Test
  void the_same_right_secret_many_times_at_once_is_compared_once() {
    SecretVerifier check = check(LONG);
    List<CompletableFuture<Said>> many = new ArrayList<>();
    for (int i = 0; i < 1 + WAITING; i++) {
      many.add(asked(check, "right secret"));
    }
    await().atMost(LONG).until(() -> comparing.get() == 1);
    compared.countDown();
    assertThat(all(many)).containsOnly(Said.RIGHT);
    assertThat(comparing).as("against the hash and against nobody's").hasValue(2);
    assertThat(check.remembered()).isEqualTo(1);
  }
}
