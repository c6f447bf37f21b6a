package org.openrecorder.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Test;
import org.openrecorder.oidc.JwksCache.Newer;

class JwksCacheTest {

  private static final List<JsonWebKey> OLD =
      List.of(Signer.rsa("https://id.example", "old").published());
  private static final List<JsonWebKey> NEW =
      List.of(Signer.rsa("https://id.example", "new").published());

  private final AtomicLong nanos = new AtomicLong(42);
  private final ConcurrentLinkedQueue<CompletableFuture<List<JsonWebKey>>> questions =
      new ConcurrentLinkedQueue<>();
  private final JwksCache keys = new JwksCache(this::ask, nanos::get);

  private CompletableFuture<List<JsonWebKey>> ask() {
    CompletableFuture<List<JsonWebKey>> question = new CompletableFuture<>();
    questions.add(question);
    return question;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void answer(List<JsonWebKey> answer) {
    assertThat(questions.remove().complete(answer)).isTrue();
  }

  private void fail() {
    assertThat(questions.remove().completeExceptionally(new IOException("as the test wants")))
        .isTrue();
  }

  @Test
  void the_first_look_asks_and_nobody_waits_for_the_answer() {
    assertThat(keys.known()).isEmpty();
    assertThat(questions).hasSize(1);
    answer(OLD);
    assertThat(keys.known()).isEqualTo(OLD);
    assertThat(questions).isEmpty();
  }

  @Test
  void old_keys_are_good_until_they_are_asked_for_again_and_not_longer() {
    learn(OLD);
    pass(JwksCache.FRESH.minusNanos(1));
    assertThat(keys.known()).isEqualTo(OLD);
    pass(Duration.ofNanos(1));
    assertThat(keys.known()).isEmpty();
    assertThat(keys.known()).isEmpty();
    assertThat(questions).hasSize(1);
    answer(NEW);
    assertThat(keys.known()).isEqualTo(NEW);
  }

  @Test
  void a_withdrawn_key_is_good_until_the_next_fetch_of_the_schedule() {
    learn(OLD);
    pass(JwksCache.EVERY);
    keys.refresh();
    assertThat(keys.known()).as("the question is on its way").isEqualTo(OLD);
    answer(NEW);
    assertThat(keys.known()).isEqualTo(NEW);
    pass(JwksCache.EVERY);
    keys.refresh();
    answer(List.of());
    assertThat(keys.known()).as("all of them withdrawn").isEmpty();
  }

  @Test
  void a_key_withdrawn_while_nobody_called_is_not_believed_of_the_next_caller() {
    learn(OLD);
    pass(JwksCache.KEPT.minusSeconds(1));
    assertThat(keys.known()).isEmpty();
    answer(NEW);
    assertThat(keys.known()).isEqualTo(NEW);
  }

  @Test
  void a_provider_that_answers_again_has_withdrawn_what_it_does_not_name() {
    learn(OLD);
    pass(JwksCache.EVERY);
    keys.refresh();
    fail();
    pass(JwksCache.KEPT.minus(JwksCache.EVERY).minusSeconds(1));
    assertThat(keys.known()).as("silent").isEqualTo(OLD);
    answer(NEW);
    pass(JwksCache.FRESH);
    assertThat(keys.known()).isEmpty();
    answer(NEW);
    assertThat(keys.known()).isEqualTo(NEW);
  }

  private void learn(List<JsonWebKey> what) {
    List<JsonWebKey> unused = keys.known();
    answer(what);
  }

  @Test
  void known_keys_stay_good_while_the_provider_is_silent_but_not_for_ever() {
    learn(OLD);
    pass(JwksCache.KEPT.minusSeconds(1));
    assertThat(keys.known()).as("nobody knows yet that it is silent").isEmpty();
    fail();
    assertThat(keys.known()).isEqualTo(OLD);
    pass(Duration.ofSeconds(1));
    assertThat(keys.known()).isEmpty();
  }

  @Test
  void a_silent_provider_is_asked_again_after_a_pause() {
    List<JsonWebKey> unused = keys.known();
    fail();
    unused = keys.known();
    assertThat(questions).isEmpty();
    assertThat(keys.newer()).isInstanceOf(Newer.Unknown.class);
    pass(JwksCache.PAUSE_AFTER_FAILURE);
    unused = keys.known();
    assertThat(questions).hasSize(1);
    answer(NEW);
    assertThat(keys.known()).isEqualTo(NEW);
  }

  @Test
  void keys_that_do_not_exist_make_nobody_ask_more_often() {
    learn(OLD);
    assertThat(keys.newer()).isEqualTo(new Newer.Here(OLD));
    assertThat(questions).isEmpty();
    pass(JwksCache.PAUSE.minusNanos(1));
    assertThat(keys.newer()).isEqualTo(new Newer.Here(OLD));
    assertThat(questions).isEmpty();
  }

  @Test
  void who_needs_a_newer_key_waits_for_the_answer_together_with_others() throws Exception {
    learn(OLD);
    pass(JwksCache.PAUSE);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Newer>> waiting = new ArrayList<>();
      for (int i = 0; i < JwksCache.MOST_WAITING; i++) {
        waiting.add(CompletableFuture.supplyAsync(keys::newer, callers));
      }
      Awaitility.await().until(() -> keys.waiting() == JwksCache.MOST_WAITING);
      assertThat(questions).hasSize(1);
      answer(NEW);
      for (CompletableFuture<Newer> one : waiting) {
        assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo(new Newer.Here(NEW));
      }
    }
  }

  @Test
  void more_than_a_few_do_not_wait() throws Exception {
    learn(OLD);
    pass(JwksCache.PAUSE);
    CountDownLatch done = new CountDownLatch(JwksCache.MOST_WAITING);
    for (int i = 0; i < JwksCache.MOST_WAITING; i++) {
      Thread.ofVirtual()
          .start(
              () -> {
                Newer unused = keys.newer();
                done.countDown();
              });
    }
    Awaitility.await().until(() -> keys.waiting() == JwksCache.MOST_WAITING);
    assertThat(keys.newer())
        .isEqualTo(new Newer.Unknown("too many wait for the identity provider's keys"));
    assertThat(keys.known()).isEqualTo(OLD);
    answer(NEW);
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void nobody_waits_longer_than_promised() {
    long begun = System.nanoTime();
    assertThat(keys.newer()).isInstanceOf(Newer.Unknown.class);
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(waited).isBetween(JwksCache.MOST_WAIT, JwksCache.MOST_WAIT.plusSeconds(5));
  }
}
