package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.settings.PasswordHash;

/** Somebody who guesses from many machines at once, while others work. */
class ManyGuessesIT {

  private static final String ASKS = "method=stop&extenOrUniqueId=999";
  private static final String SECRET = "a secret that is kept as a hash";
  private static final int GUESSES = 600;
  private static final int MACHINES = 100;

  /** What a server that checks secrets may take to answer somebody whom it knows. */
  private static final Duration SERVED = Duration.ofSeconds(3);

  @TempDir Path folder;
  private RecorderServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(300);

  @BeforeEach
  void start() {
    Map<String, String> settings = new LinkedHashMap<>(TestEnvironment.people());
    settings.put("RECORDER_CLIENT_HASHED_SECRET_HASH", PasswordHash.of(SECRET).text());
    server = RecorderServer.start(folder, settings);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    server.close();
  }

  private int asked(String name, String secret, String address) {
    try (RawClient client = RawClient.from(address, server)) {
      return client.ask(RawClient.get(ASKS, RawClient.as(name, secret))).status();
    }
  }

  /** How long it took. */
  private Duration served(String name, String secret) {
    long begun = System.nanoTime();
    assertThat(asked(name, secret, "127.0.0.1")).isEqualTo(404);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void assertServed(String name, String secret) {
    assertThat(served(name, secret)).isLessThan(SERVED);
  }

  @Test
  void a_burst_of_guesses_takes_few_threads_and_is_answered_in_time() {
    Duration cold = served("hashed", SECRET);
    List<CompletableFuture<Integer>> burst = new ArrayList<>();
    for (int i = 0; i < GUESSES; i++) {
      String address = "127.0.7." + (1 + i % MACHINES);
      String name = i % 2 == 0 ? "hashed" : "name " + i;
      String guess = "guess " + i;
      burst.add(CompletableFuture.supplyAsync(() -> asked(name, guess, address), threads));
    }
    int served = 0;
    while (served == 0 || burst.stream().anyMatch(one -> !one.isDone())) {
      assertServed("hashed", SECRET);
      assertServed(Crm.NAME, Crm.SECRET);
      served++;
    }
    assertThat(burst).allSatisfy(one -> assertThat(one.join()).isIn(401, 429));
    System.out.printf("the first request took %s; %d times served in the burst%n", cold, served);
    assertThat(server.log()).doesNotContain("store unavailable");
  }

  /** They are made at once, so none is looked at before the others have begun. */
  @Test
  void guesses_at_once_are_counted_as_guesses() {
    List<CompletableFuture<Integer>> burst = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String guess = "guess " + i;
      burst.add(CompletableFuture.supplyAsync(() -> asked("hashed", guess, "127.0.8.1"), threads));
    }
    List<Integer> answers = burst.stream().map(CompletableFuture::join).toList();
    assertThat(answers).filteredOn(status -> status == 401).hasSizeLessThanOrEqualTo(10);
    assertThat(answers).allMatch(status -> status == 401 || status == 429);
    assertThat(asked("hashed", SECRET, "127.0.0.1")).isEqualTo(404);
  }
}
