package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.lab.ami.AmiMessage;
import org.openrecorder.lab.ami.AmiTap;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.systemtests.RawClient.Answer;

/**
 * Requests of which chance has made something else, at all endpoints at once while a call is live:
 * no failure, no hang, nothing kept, and no action on the PBX that no answer tells of. The seed is
 * printed; {@code system-tests/fuzz-endpoints} is the long form.
 */
@ExtendWith(BedExtension.class)
@BedExtension.Own
class FuzzEndpointsIT {

  private static final int CLIENTS = 4;
  private static final Duration SHORT = Duration.ofSeconds(60);

  /** What the server asks its PBX by itself. */
  private static final Set<String> HOUSEKEEPING =
      Set.of(
          "ping",
          "login",
          "logoff",
          "challenge",
          "status",
          "coreshowchannels",
          "coresettings",
          "filter",
          "listcommands");

  /** Who is on a channel before a start, and which recorder is a recording's. */
  private static final String ASKED_FOR =
      "OPENRECORDER_[0-9a-f]{12}|EVAL\\([-${}A-Za-z() ]+\\)|CHANNEL(\\([a-z]+\\))?|UNIQUEID|BRIDGEPEER";

  /** An HTTP method that nobody knows, a PBX that has not opened its file yet, one that is busy. */
  private static final Set<Integer> UNAVAILABLE = Set.of(501, 502, 503);

  /** With these a start takes back what the PBX may have begun all the same. */
  private static final Set<String> LATE = Set.of("PBX_UNAVAILABLE", "STORE_UNAVAILABLE");

  /**
   * A class loaded late, a connection to the database, and pages that H2 holds; what it has
   * replaced of them in the last 45 s comes and goes, so that a run of a few minutes may be
   * unlucky.
   */
  private static final long MORE_HEAP = 24L << 20;

  /**
   * Of the database, for each request: a row of the audit trail and its seal, and what they replace
   * of its pages, which H2 does not use again for 45 s.
   */
  private static final long BYTES_A_REQUEST = 16 << 10;

  /** Of the log, of the database while it tidies up. */
  private static final int MORE_FILES_ON_DISK = 30;

  private static final int MORE_FILES = 60;
  private static final int MORE_THREADS = 60;

  private final RecorderServer server;
  private final AsteriskLab pbx;
  private final AmiTap tap;
  private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Answers that tell of a PBX or a store that did not answer in time, and of no recording. */
  private final AtomicInteger late = new AtomicInteger();

  FuzzEndpointsIT(TestEnvironment bed) {
    AsteriskVersion version = AsteriskVersion.of("22");
    this.server = bed.server();
    this.pbx = bed.pbx(version);
    this.tap = bed.tap(version);
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  /** A minute; the long form takes what it is given. */
  @Test
  void no_request_breaks_anything() throws Exception {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    Duration time = Duration.ofSeconds(Long.getLong("fuzz.seconds", SHORT.toSeconds()));
    System.out.printf("fuzz: seed %d, %d s%n", seed, time.toSeconds());
    TestEnvironment.talk(pbx, "410", "411");
    tap.forgetActions();
    // a third of the time to load and fill what is loaded and filled once
    fuzz(seed, time.dividedBy(3));
    ResourceUsage before = ResourceUsage.of(server);
    fuzz(seed + CLIENTS, time.dividedBy(3).multipliedBy(2));
    ResourceUsage after = ResourceUsage.of(server);
    System.out.printf("fuzz: %s; %s, then %s%n", new TreeMap<>(statuses), before, after);
    assertThat(after.heapBytes()).isLessThan(before.heapBytes() + MORE_HEAP);
    assertThat(after.files()).isLessThan(before.files() + MORE_FILES);
    assertThat(after.threads()).isLessThan(before.threads() + MORE_THREADS);
    assertThat(after.disk().files())
        .as("files on the disk but recordings")
        .isLessThan(before.disk().files() + told.size() + MORE_FILES_ON_DISK);
    assertThat(after.disk().bytes())
        .isLessThan(before.disk().bytes() + answered() * BYTES_A_REQUEST);
    assertThat(statuses).as("most requests are read").containsKeys(200, 400, 404);
    assertNothingUntold();
  }

  private void fuzz(long seed, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> all =
          IntStream.range(0, CLIENTS)
              .<Future<?>>mapToObj(i -> clients.submit(() -> fuzz(generator(seed + i), end)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private void fuzz(RandomGenerator chance, long end) {
    while (System.nanoTime() < end) {
      FuzzRequest request = FuzzRequest.next(chance);
      Answer answer = answer(request);
      check(request, answer);
      statuses.merge(answer.status(), 1, Integer::sum);
      answer.header("X-Recording-Id").ifPresent(told::add);
      answer
          .header("X-Error-Code")
          .filter(LATE::contains)
          .ifPresent(code -> late.incrementAndGet());
    }
  }

  /** On a connection of its own: what is left of a spoilt request must not hit the next. */
  private Answer answer(FuzzRequest request) {
    try (RawClient client = RawClient.to(server)) {
      return request.isHead() ? client.askHead(request.text()) : client.ask(request.text());
    } catch (AssertionError hung) {
      throw new AssertionError("hangs: " + request.text(), hung);
    }
  }

  private static void check(FuzzRequest request, Answer answer) {
    boolean fault = answer.body().contains(":Fault>");
    boolean broken =
        answer.header("X-Error-Code").equals(Optional.of("INTERNAL"))
            || (answer.status() >= 500 && !fault && !UNAVAILABLE.contains(answer.status()))
            || answer.body().contains(">INTERNAL<")
            || answer.body().contains("Exception")
            || answer.body().contains("\tat ");
    if (broken) {
      throw new AssertionError(
          "%s%n%n%s%n%s".formatted(request.text(), answer.head(), answer.body()));
    }
  }

  private long answered() {
    return statuses.values().stream().mapToLong(Integer::longValue).sum();
  }

  /**
   * Recorders are begun that an answer tells of, or which are taken back as an answer says that it
   * came late; only recorders of these are ended, one by one.
   */
  private void assertNothingUntold() {
    assertThat(tap.actions("MixMonitor"))
        .filteredOn(action -> told.stream().noneMatch(id -> isFor(action, id)))
        .as("recorders that no answer tells of")
        .hasSizeLessThanOrEqualTo(late.get());
    Set<String> recorded =
        tap.actions("MixMonitor").stream()
            .map(action -> action.get("Channel"))
            .collect(Collectors.toSet());
    for (AmiMessage action : tap.actions()) {
      switch (action.get("Action").toLowerCase(Locale.ROOT)) {
        case "mixmonitor" -> assertThat(action.get("Command")).isEmpty();
        case "stopmixmonitor" -> {
          assertThat(recorded).contains(action.get("Channel"));
          assertThat(action.get("MixMonitorID")).isNotBlank();
        }
        case "getvar" -> assertThat(action.get("Variable")).matches(ASKED_FOR);
        case String other -> assertThat(HOUSEKEEPING).contains(other);
      }
    }
  }

  private static boolean isFor(AmiMessage mixMonitor, String recording) {
    return mixMonitor.get("File").endsWith("/" + recording + ".wav");
  }
}
