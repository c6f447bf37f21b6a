package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.systemtests.RawClient.Answer;

/**
 * A flood of requests of somebody whom the server does not know, while a client works: it fills
 * neither the database nor the log, every one of them is answered and counted, and the client is
 * served. The long form: {@code -Dstrangers.seconds=20}; another one: {@code -Dstrangers.seed=N}.
 */
class StrangersIT {

  private static final Duration FLOOD =
      Duration.ofSeconds(Integer.getInteger("strangers.seconds", 6));

  private static final long SEED = Long.getLong("strangers.seed", new Random().nextLong());

  /** Each with an address of its own, so that the rate of one address is not what saves us. */
  private static final int STRANGERS = 12;

  /** Of these. */
  private static final int GUESSERS = 4;

  /** From one request of a stranger to the next: 480 of all of them a second. */
  private static final Duration PACE = Duration.ofMillis(25);

  private static final long MOST_DATABASE = 2L << 20;
  private static final long MOST_LOG = 100_000;

  /** How much longer an answer may take during the flood, and what it may take in any case. */
  private static final int SLOWER = 5;

  private static final Duration SERVED = Duration.ofSeconds(2);
  private static final Duration TALK = Duration.ofSeconds(1);

  /** Few calls, as what they write is counted with what the flood does. */
  private static final Duration LONG_TALK = FLOOD.dividedBy(4);

  @TempDir Path folder;
  private AsteriskLab pbx;
  private RecorderServer server;
  private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void start() {
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    server = RecorderServer.start(folder.resolve("server"), settings);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    server.close();
    pbx.close();
  }

  private Path database() {
    return server.data().resolve("db/recorder.mv.db");
  }

  private Path log() {
    return server.data().resolve("server/log/server.log");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void a_flood_of_strangers_fills_nothing_and_keeps_nobody_out() throws SQLException {
    System.out.println("strangers from the seed " + SEED);
    Crm crm = new Crm(server);
    List<Duration> quiet =
        List.of(served(crm, "warm", TALK), served(crm, "before", TALK), served(crm, "again", TALK));
    Duration most = max(SERVED, Collections.max(quiet.subList(1, 3)).multipliedBy(SLOWER));
    long databaseBefore = size(database());
    long logBefore = size(log());

    List<CompletableFuture<Void>> flood = flood();
    List<Duration> flooded = new ArrayList<>();
    while (flooded.isEmpty() || flood.stream().anyMatch(one -> !one.isDone())) {
      flooded.add(served(crm, "during " + flooded.size(), LONG_TALK));
    }
    flood.forEach(CompletableFuture::join);

    long asked = answers.values().stream().mapToLong(LongAdder::sum).sum();
    long grown = size(database()) - databaseBefore;
    long logged = size(log()) - logBefore;
    System.out.printf(
        "%d requests of strangers, answers %s; database %,d and log %,d bytes larger; starts and stops"
            + " took %s in quiet, %s in the flood%n",
        asked, answers, grown, logged, quiet, flooded);
    assertThat(answers.keySet()).isSubsetOf(401, 403, 429, 500);
    assertThat(grown).as("bytes of the database").isLessThan(MOST_DATABASE);
    assertThat(logged).as("bytes of the log").isLessThan(MOST_LOG);
    assertThat(flooded).allMatch(one -> one.compareTo(most) <= 0);

    assertThat(server.stop()).isTrue();
    assertThat(number("select sum(requests) from denied_access")).isEqualTo(asked);
    assertThat(number("select count(*) from denied_access")).isLessThan(100);
    assertThat(number("select count(*) from audit_entry where client = '-'")).isBetween(1L, 2L);
    assertThat(server.verifyAudit().status()).isZero();
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** A call is recorded, and heard; the longer of the times that start and stop took. */
  private Duration served(Crm crm, String tag, Duration talk) {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    Duration start = timeOf(() -> crm.start("410", tag));
    TestEnvironment.letTalk(call, talk);
    Duration stop = timeOf(() -> crm.stop("410"));
    call.hangUp();
    Conversation.assertHeard(crm.wav(tag, "fred"), talk);
    return max(start, stop);
  }

  private static Duration timeOf(Supplier<HttpResponse<String>> request) {
    long begun = System.nanoTime();
    HttpResponse<String> answer = request.get();
    assertThat(answer.body()).isEqualTo("OK");
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Together as many requests a second as the fault was found with, or some more. */
  private List<CompletableFuture<Void>> flood() {
    List<CompletableFuture<Void>> flood = new ArrayList<>();
    for (int i = 0; i < STRANGERS; i++) {
      String address = "127.0.1." + (i + 1);
      Stranger stranger = new Stranger(SEED + i, i < GUESSERS);
      flood.add(CompletableFuture.runAsync(() -> askWithoutEnd(address, stranger), threads));
    }
    return flood;
  }

  private void askWithoutEnd(String address, Stranger stranger) {
    long begun = System.nanoTime();
    long asked = 0;
    while (System.nanoTime() - begun < FLOOD.toNanos()) {
      try (RawClient client = RawClient.from(address, server)) {
        for (int i = 0; i < 100 && System.nanoTime() - begun < FLOOD.toNanos(); i++) {
          asked++;
          LockSupport.parkNanos(begun + asked * PACE.toNanos() - System.nanoTime());
          String request = stranger.next();
          Answer answer = client.ask(request);
          assertThat(answer).as("answer to " + request).isNotEqualTo(Answer.NONE);
          answers.computeIfAbsent(answer.status(), status -> new LongAdder()).increment();
        }
      }
    }
  }

  private long number(String sql) throws SQLException {
    String url = "jdbc:h2:file:" + server.data().resolve("db/recorder");
    try (Connection connection = DriverManager.getConnection(url, "recorder", "recorder");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
