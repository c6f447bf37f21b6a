package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.ami.AmiTap;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.postgres.PostgresLab;

/**
 * PostgreSQL is stopped, frozen and killed below the running server while calls are recorded.
 * {@code -Dfrozen.seconds} says how long it is frozen, {@code -Dbroken.seed} what the callers do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenDatabaseIT {

  private static final Duration FROZEN = Duration.ofSeconds(Long.getLong("frozen.seconds", 5));
  private static final long SEED = Long.getLong("broken.seed", 4);
  private static final String DATABASE = "calls";
  private static final int CALLERS = 50;
  private static final int CALLS = 8;
  private static final List<String> PHONES = List.of("410", "411", "412", "413");

  /** Plays a tone for ever, and says nothing for ever. */
  private static final String TONE = "604";

  private static final String SILENCE = "605";

  private static final Duration PROMISED = Duration.ofSeconds(3);

  /** For the first answers, whose code is not compiled yet. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /** What waiting for another decision may add; a retrieve waits for none. */
  private static final Duration BEHIND_ANOTHER = Duration.ofMillis(700);

  private static final Duration HEALTH = Duration.ofSeconds(3);
  private static final Duration HEALED = Duration.ofSeconds(10);
  private static final int MORE_THREADS = 10;
  private static final double MORE_HEAP = 48e6;

  /** What the callers are answered between two faults. */
  private static final int ANSWERS = 12;

  private PostgresLab database;
  private AsteriskLab pbx;
  private AmiTap tap;
  private RecorderServer server;
  private Crm crm;

  @BeforeAll
  void start(@TempDir Path folder) {
    database = PostgresLab.start();
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    tap = AmiTap.before(pbx.managerPort());
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, tap.port()));
    settings.put("RECORDER_DB_URL", database.createDatabase(DATABASE));
    settings.put("RECORDER_DB_USER", PostgresLab.USER);
    server = RecorderServer.start(folder.resolve("server"), settings);
    crm = new Crm(server);
  }

  @AfterAll
  void stop() {
    server.close();
    tap.close();
    pbx.close();
    database.close();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @Test
  void a_start_without_a_database_is_refused_and_the_pbx_is_not_told() {
    TestEnvironment.talk(pbx, "410", "411");
    tap.forgetActions();
    database.kill();
    try {
      HttpResponse<String> answer = crm.start("410", TestEnvironment.newTag());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("X-Error-Code")).contains("STORE_UNAVAILABLE");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(tap.actions("MixMonitor")).isEmpty();
    } finally {
      database.restart();
    }
    assertServes("410");
    assertThat(tap.actions("MixMonitor")).hasSize(1);
  }

  @Test
  void fifty_callers_are_told_in_time_that_the_database_is_silent() {
    List<String> calls = localCalls();
    calls.forEach(
        call -> assertThat(crm.start(call, TestEnvironment.newTag()).body()).isEqualTo("OK"));
    MixedCallers callers = new MixedCallers(crm, calls, CALLERS);
    Duration healthy = callers.askOnce();
    int threads = server.threads();
    double heap = heapInUse();
    AtomicLong slowestHealth = new AtomicLong();

    database.freeze();
    try {
      callers.askFor(FROZEN, () -> slowestHealth.accumulateAndGet(askHealth(), Math::max));
    } finally {
      database.thaw();
    }
    assertServes(calls.getFirst());
    System.out.printf(
        "silent database, %d s: %d answers %s, the slowest after %s ms; health after %d ms at"
            + " most%n",
        FROZEN.toSeconds(),
        callers.answers(),
        callers.codes(),
        callers.slowestMillis(),
        slowestHealth.get());
    assertThat(callers.codes().keySet()).containsOnly("503");
    Duration busy = healthy.multipliedBy(2);
    assertThat(callers.slowest())
        .as("where an answer takes %s with the database", healthy)
        .isLessThan(PROMISED.plus(MARGIN).plus(busy));
    Map<String, Long> slowest = callers.slowestMillis();
    assertThat(slowest.getOrDefault("start", 0L))
        .isLessThan(slowest.getOrDefault("retrieve", 0L) + BEHIND_ANOTHER.plus(busy).toMillis());
    assertThat(slowestHealth.get()).isLessThan(HEALTH.plus(busy).toMillis());
    await().atMost(TestEnvironment.SOON).until(() -> server.threads() <= threads + MORE_THREADS);
    assertThat(heapInUse()).isLessThan(heap + MORE_HEAP);
  }

  /** How many milliseconds both health checks took to answer. */
  private long askHealth() {
    return Stream.of("ready", "live")
        .mapToLong(
            which -> {
              long asked = System.nanoTime();
              assertThat(server.health(which)).as(which).isNotEmpty();
              return Duration.ofNanos(System.nanoTime() - asked).toMillis();
            })
        .max()
        .orElseThrow();
  }

  /** Bytes of the heap that are still needed. */
  private double heapInUse() {
    server.collectGarbage();
    return crm.sumOfMetrics("jvm_memory_used_bytes{area=\"heap\"");
  }

  @Test
  void what_was_acknowledged_survives_a_killed_backend_and_a_killed_postmaster() {
    List<CrashLog> logs = phoneCalls().map(call -> new CrashLog(call)).toList();
    String probe = localCalls().getFirst();
    Load load = new Load(crm, logs, new Random(SEED));
    load.awaitAcknowledged(ANSWERS);

    database.killBackend(DATABASE);
    assertServes(probe);
    load.awaitAcknowledged(ANSWERS);

    database.killPostmaster();
    database.restart();
    assertServes(probe);
    load.awaitAcknowledged(ANSWERS);

    load.end();
    TestEnvironment.quiet(pbx);
    CrashCounts counts = new CrashCounts();
    AcknowledgedInvariants promises = new AcknowledgedInvariants(crm, counts);
    logs.forEach(promises::assertKept);
    counts.round(logs);
    System.out.println("broken database, seed " + SEED + ": " + counts);
  }

  private void assertServes(String extenOrUniqueId) {
    String tag = TestEnvironment.newTag();
    await().atMost(HEALED).until(() -> crm.start(extenOrUniqueId, tag).statusCode() == 200);
  }

  /** Unique ids of channels of telephones. */
  private Stream<String> phoneCalls() {
    return PHONES.stream()
        .map(phone -> pbx.phone(phone).call(TONE).awaitAnswered(TestEnvironment.SOON))
        .map((PhoneCall call) -> pbx.channelOf(call).uniqueId());
  }

  /** Unique ids of channels that no telephone is needed for. */
  private List<String> localCalls() {
    for (int i = 0; i < CALLS; i++) {
      pbx.manager().originate("Local/" + TONE + "@lab/n", SILENCE);
    }
    return await()
        .atMost(TestEnvironment.SOON)
        .until(this::localEnds, ends -> ends.size() == CALLS);
  }

  private List<String> localEnds() {
    return pbx.manager().channels().stream()
        .filter(channel -> channel.isLocal() && channel.name().endsWith(";1"))
        .map(LiveChannel::uniqueId)
        .toList();
  }
}
