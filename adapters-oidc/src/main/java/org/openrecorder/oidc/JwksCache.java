package org.openrecorder.oidc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the provider signs with, as far as is known. They are fetched on a schedule. A key
 * that the provider has withdrawn is good until the next fetch, and known keys stay good as long as
 * fetching fails, but not for ever. At most one question is on its way at any time. No request
 * waits for what is known; for what is not, few wait for a short time.
 */
final class JwksCache {

  /** Between two fetches of the schedule. */
  static final Duration EVERY = Duration.ofMinutes(1);

  /**
   * How long a key that the provider has withdrawn is believed at most while the provider answers,
   * even if the schedule does not come to fetch them.
   */
  static final Duration FRESH = Duration.ofMinutes(3);

  /** The same while fetching fails. */
  static final Duration KEPT = Duration.ofHours(24);

  /** Between two questions: any sender can send tokens that name keys which do not exist. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** The same after one that was not answered. */
  static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

  /** How long a request waits for an answer; what is promised to be refused takes at most 3 s. */
  static final Duration MOST_WAIT = Duration.ofMillis(2_500);

  /** How many wait at once: the threads are for those whose keys are known. */
  static final int MOST_WAITING = 8;

  private static final Logger LOG = System.getLogger(JwksCache.class.getName());

  private static final String SILENT = "the identity provider does not tell its keys";

  private final Supplier<CompletableFuture<List<JsonWebKey>>> provider;
  private final LongSupplier nanos;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private Optional<Known> known = Optional.empty();
  private Optional<Asked> asked = Optional.empty();
  private Optional<CompletableFuture<List<JsonWebKey>>> asking = Optional.empty();

  private record Known(List<JsonWebKey> keys, long since) {}

  private record Asked(boolean answered, long at) {}

  /**
   * Knows nothing yet.
   *
   * @param provider asks the provider; never throws, and the answer or a failure comes in bounded
   *     time
   * @param nanos the time in nanoseconds since any one moment
   */
  JwksCache(Supplier<CompletableFuture<List<JsonWebKey>>> provider, LongSupplier nanos) {
    this.provider = provider;
    this.nanos = nanos;
  }

  /** What is known of the provider's keys now. */
  sealed interface Newer {
    /** All that it has or had a moment ago. */
    record Here(List<JsonWebKey> keys) implements Newer {}

    record Unknown(String why) implements Newer {}
  }

  /** Asks for them, unless that was done a moment ago; no request waits. */
  void refresh() {
    Optional<CompletableFuture<List<JsonWebKey>>> unused = ask();
  }

  /**
   * Those that are good without waiting. Old ones are asked for again meanwhile; they are good only
   * if the last question was not answered, and none is given otherwise.
   */
  synchronized List<JsonWebKey> known() {
    long now = nanos.getAsLong();
    if (isKnownFor(FRESH, now)) {
      return known.orElseThrow().keys();
    }
    Optional<CompletableFuture<List<JsonWebKey>>> unused = ask(now);
    return isSilent() && isKnownFor(KEPT, now) ? known.orElseThrow().keys() : List.of();
  }

  private boolean isSilent() {
    return asked.filter(last -> !last.answered()).isPresent();
  }

  private boolean isKnownFor(Duration time, long now) {
    return known.filter(one -> now - one.since() < time.toNanos()).isPresent();
  }

  /** Asks for those that are not among the known ones, and waits for the answer. */
  Newer newer() {
    Optional<CompletableFuture<List<JsonWebKey>>> answer = ask();
    if (answer.isEmpty()) {
      return lastAnswer();
    }
    if (!waiting.tryAcquire()) {
      return new Newer.Unknown("too many wait for the identity provider's keys");
    }
    try {
      return awaited(answer.get());
    } finally {
      waiting.release();
    }
  }

  /** How many wait now. */
  int waiting() {
    return MOST_WAITING - waiting.availablePermits();
  }

  private synchronized Newer lastAnswer() {
    return asked.filter(Asked::answered).isPresent()
        ? new Newer.Here(known.map(Known::keys).orElse(List.of()))
        : new Newer.Unknown(SILENT);
  }

  private static Newer awaited(CompletableFuture<List<JsonWebKey>> answer) {
    try {
      return new Newer.Here(answer.get(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException silent) {
      return new Newer.Unknown(SILENT);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Newer.Unknown("the server stops");
    }
  }

  private synchronized Optional<CompletableFuture<List<JsonWebKey>>> ask() {
    return ask(nanos.getAsLong());
  }

  /** The answer to the question that is on its way; empty if the last one was a moment ago. */
  private Optional<CompletableFuture<List<JsonWebKey>>> ask(long now) {
    if (asking.isEmpty() && mayAsk(now)) {
      CompletableFuture<List<JsonWebKey>> answer = provider.get();
      asking = Optional.of(answer);
      CompletableFuture<List<JsonWebKey>> unused = answer.whenComplete(this::learn);
      return Optional.of(answer);
    }
    return asking;
  }

  private boolean mayAsk(long now) {
    return asked.filter(last -> now - last.at() < pauseAfter(last).toNanos()).isEmpty();
  }

  private static Duration pauseAfter(Asked last) {
    return last.answered() ? PAUSE : PAUSE_AFTER_FAILURE;
  }

  private synchronized void learn(@Nullable List<JsonWebKey> keys, @Nullable Throwable failure) {
    long now = nanos.getAsLong();
    asking = Optional.empty();
    tellChange(keys != null, failure);
    asked = Optional.of(new Asked(keys != null, now));
    if (keys != null) {
      known = Optional.of(new Known(keys, now));
    }
  }

  /** Once for each time that it falls silent, and not for each question. */
  private void tellChange(boolean answers, @Nullable Throwable failure) {
    boolean answeredBefore = asked.map(Asked::answered).orElse(true);
    if (answeredBefore && !answers) {
      LOG.log(Level.WARNING, "{0}: {1}; keys that are known stay good", SILENT, failure);
    } else if (!answeredBefore && answers) {
      LOG.log(Level.INFO, "the identity provider tells its keys again");
    }
  }
}
