package org.openrecorder.systemtests;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many callers at once, a third of whom start, a third stop and a third retrieve. */
final class MixedCallers {

  private static final List<String> METHODS = List.of("start", "stop", "retrieve");

  private final Crm crm;
  private final List<String> calls;
  private final int count;
  private final Map<String, Integer> codes = new ConcurrentHashMap<>();
  private final Map<String, Long> slowest = new ConcurrentHashMap<>();

  /**
   * @param calls unique ids that are started and stopped
   */
  MixedCallers(Crm crm, List<String> calls, int count) {
    this.crm = crm;
    this.calls = calls;
    this.count = count;
  }

  /**
   * All of them retrieve once, so that the server has threads for as many; it is not counted.
   * Returns how long the slowest answer took: so much the machine needs for so many at once.
   */
  Duration askOnce() {
    AtomicLong longest = new AtomicLong();
    together(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    () -> {
                      long asked = System.nanoTime();
                      crm.retrieve("none", "max");
                      longest.accumulateAndGet(System.nanoTime() - asked, Math::max);
                    }));
    return Duration.ofNanos(longest.get());
  }

  /** All of them ask again and again for that long, and one more does something else meanwhile. */
  void askFor(Duration time, Runnable other) {
    long end = System.nanoTime() + time.toNanos();
    Stream<Runnable> askers = IntStream.range(0, count).mapToObj(i -> () -> answered(i));
    together(Stream.concat(askers, Stream.of(other)).map(work -> repeated(work, end)));
  }

  private static Runnable repeated(Runnable work, long end) {
    return () -> {
      do {
        work.run();
      } while (System.nanoTime() < end);
    };
  }

  private void together(Stream<Runnable> work) {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      work.map(one -> CompletableFuture.runAsync(one, threads))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  private void answered(int caller) {
    long asked = System.nanoTime();
    HttpResponse<String> answer = ask(caller);
    slowest.merge(METHODS.get(caller % METHODS.size()), System.nanoTime() - asked, Math::max);
    codes.merge(Integer.toString(answer.statusCode()), 1, Integer::sum);
  }

  private HttpResponse<String> ask(int caller) {
    String call = calls.get(caller % calls.size());
    return switch (METHODS.get(caller % METHODS.size())) {
      case "start" -> crm.start(call, TestEnvironment.newTag());
      case "stop" -> crm.stop(call);
      default -> crm.retrieve("none", "max");
    };
  }

  /** How often each status was answered. */
  Map<String, Integer> codes() {
    return Map.copyOf(codes);
  }

  int answers() {
    return codes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many milliseconds the slowest answer of each method took. */
  Map<String, Long> slowestMillis() {
    Map<String, Long> millis = new TreeMap<>(slowest);
    millis.replaceAll((method, nanos) -> nanos / 1_000_000);
    return millis;
  }

  /** How long the slowest answer took. */
  Duration slowest() {
    return Duration.ofNanos(slowest.values().stream().mapToLong(Long::longValue).max().orElse(0));
  }
}
