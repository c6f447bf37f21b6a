package org.openrecorder.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openrecorder.archive.encryption.MasterKey;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskSettings;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.postgres.PostgresLab;
import org.openrecorder.lab.process.Folders;
import org.openrecorder.lab.process.LabFailure;

/** Takes all figures and writes them into the page that it is given. */
public final class Benchmarks {

  private static final int SECOND_OF_AUDIO = 16_000;
  private static final int MINUTE_AND_MORE = 63 * SECOND_OF_AUDIO;
  private static final int HOUR = 3_600 * SECOND_OF_AUDIO;
  private static final String SHORT = "one-megabyte";
  private static final String LONG = "one-hour";
  private static final String ENCRYPTED = "one-hour-encrypted";
  private static final int FIRST_TIMES = 9;
  private static final byte[] MASTER_KEY = new byte[MasterKey.BYTES];
  private static final int STORM_SECONDS = 30;
  private static final int ARCHIVING_ROUNDS = 21;

  /** The server's compiler needs that many turns before the times stop falling fast. */
  private static final int START_WARM_UPS = 10_000;

  /** And that long at 4 parallel, per way. */
  private static final Duration RETRIEVE_WARM_UP = Duration.ofSeconds(90);

  private final Path installation;
  private final Path folder;
  private final boolean quick;
  private final boolean postgres;
  private final List<Figure> figures = new ArrayList<>();

  private Benchmarks(Path installation, Path folder, boolean quick, boolean postgres) {
    this.installation = installation;
    this.folder = folder;
    this.quick = quick;
    this.postgres = postgres;
  }

  /**
   * Takes the figures.
   *
   * @param arguments the installed server, a folder to fill, the page to write, the commit, then
   *     optionally {@code --quick} and {@code --postgres}, and {@code --start}, {@code --hang-up},
   *     {@code --events}, {@code --retrieve} or {@code --encryption} for these figures only
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    List<String> all = List.of(arguments);
    Path folder = Path.of(all.get(1)).toAbsolutePath();
    Folders.remove(folder);
    Files.createDirectories(folder);
    Benchmarks benchmarks =
        new Benchmarks(
            Path.of(all.get(0)), folder, all.contains("--quick"), all.contains("--postgres"));
    Map<String, Some> parts =
        Map.of(
            "--start", benchmarks::starts,
            "--hang-up", benchmarks::hangUp,
            "--events", benchmarks::events,
            "--retrieve", benchmarks::retrieveAlone,
            "--encryption", benchmarks::encryption);
    Optional<Some> named = all.stream().filter(parts::containsKey).findFirst().map(parts::get);
    if (named.isPresent()) {
      benchmarks.takeOnly(named.get());
      return;
    }
    Report report = benchmarks.take(all.get(3));
    System.out.println(report.text());
    report.writeInto(Path.of(all.get(2)));
  }

  /** Some of the figures. */
  private interface Some {
    void take(AsteriskLab asterisk) throws IOException, SQLException;
  }

  /** Says these figures and writes no page. */
  private void takeOnly(Some some) throws IOException, SQLException {
    AsteriskSettings settings =
        AsteriskSettings.of(AsteriskVersion.ASTERISK_22, folder.resolve("asterisk"));
    try (AsteriskLab asterisk = AsteriskLab.start(settings)) {
      some.take(asterisk);
    }
  }

  private Report take(String commit) throws IOException, SQLException {
    Report report = new Report();
    String loadBefore = Machine.load();
    keep(new LookupBenchmark().measure());
    AsteriskSettings settings =
        AsteriskSettings.of(AsteriskVersion.ASTERISK_22, folder.resolve("asterisk"));
    try (AsteriskLab asterisk = AsteriskLab.start(settings)) {
      Machine.describe(asterisk, commit).forEach(report::note);
      starts(asterisk);
      hangUp(asterisk);
      events(asterisk);
      retrieve(asterisk);
      encryption(asterisk);
    }
    report.note(
        "load average over a minute: " + loadBefore + " before, " + Machine.load() + " after");
    report.table(figures);
    return report;
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void keep(List<Figure> more) {
    more.forEach(figure -> say(figure.row()));
    figures.addAll(more);
  }

  private void say(String text) {
    System.out.println("benchmarks: " + text);
  }

  private Map<String, String> pbx(AsteriskLab asterisk) {
    return pbx(asterisk, asterisk.managerPort());
  }

  private Map<String, String> pbx(AsteriskLab asterisk, int managerPort) {
    return Map.of(
        "RECORDER_PBX_BENCH_HOST",
        "127.0.0.1",
        "RECORDER_PBX_BENCH_PORT",
        Integer.toString(managerPort),
        "RECORDER_PBX_BENCH_USER",
        asterisk.recorder().name(),
        "RECORDER_PBX_BENCH_SECRET",
        asterisk.recorder().secret(),
        "RECORDER_PBX_BENCH_SPOOL",
        asterisk.recordings().toString());
  }

  private static Map<String, String> both(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new java.util.HashMap<>(some);
    all.putAll(more);
    return all;
  }

  private void starts(AsteriskLab asterisk) {
    try {
      startWithEmbedded(asterisk);
      if (postgres) {
        startWithPostgres(asterisk);
      }
    } catch (SQLException | IOException failed) {
      throw new LabFailure("the figures of start could not be taken", failed);
    }
  }

  private void startWithEmbedded(AsteriskLab asterisk) throws SQLException, IOException {
    say("start, with the embedded database");
    try (RecorderServer server = RecorderServer.start(installation, data(), pbx(asterisk));
        Baseline baseline = Baseline.embedded(folder.resolve("baseline"))) {
      start("H2", asterisk, server, baseline);
    }
  }

  private void startWithPostgres(AsteriskLab asterisk) throws SQLException {
    say("start, with PostgreSQL");
    try (PostgresLab cluster = PostgresLab.start()) {
      Map<String, String> database =
          Map.of(
              "RECORDER_DB_URL",
              cluster.createDatabase("recorder"),
              "RECORDER_DB_USER",
              PostgresLab.USER);
      try (RecorderServer server =
              RecorderServer.start(
                  installation, folder.resolve("data-postgres"), both(pbx(asterisk), database));
          Baseline baseline =
              Baseline.server(cluster.createDatabase("baseline"), PostgresLab.USER)) {
        start("PostgreSQL", asterisk, server, baseline);
      }
    }
  }

  private void start(
      String database, AsteriskLab asterisk, RecorderServer server, Baseline baseline)
      throws SQLException {
    keep(
        new StartBenchmark(
                database, quick ? 50 : START_WARM_UPS, quick ? 50 : 250, asterisk, server, baseline)
            .measure());
  }

  private void hangUp(AsteriskLab asterisk) {
    say("hang-up, and a look at a busy PBX");
    Path own = folder.resolve("data-hangup");
    HangupBenchmark figuresOfHangup;
    try (RecorderServer server = RecorderServer.start(installation, own, pbx(asterisk))) {
      figuresOfHangup = new HangupBenchmark(asterisk, server);
      keep(figuresOfHangup.measure());
      figuresOfHangup.callMany();
    }
    try (RecorderServer started = RecorderServer.start(installation, own, pbx(asterisk))) {
      keep(List.of(HangupBenchmark.resync(started)));
    } finally {
      figuresOfHangup.quiet();
    }
  }

  private void events(AsteriskLab asterisk) {
    say("events");
    EventStorm storm = EventStorm.of(asterisk);
    try (SimulatedPbx simulated = new SimulatedPbx();
        RecorderServer server =
            RecorderServer.start(
                installation, folder.resolve("data-events"), pbx(asterisk, simulated.port()))) {
      keep(
          new EventBenchmark(
                  storm, simulated, server, Duration.ofSeconds(quick ? 2 : STORM_SECONDS))
              .measure());
    }
  }

  private static List<String> firsts() {
    return IntStream.range(0, FIRST_TIMES).mapToObj(i -> "first-" + i).toList();
  }

  private Path served() {
    return folder.resolve("served");
  }

  private RetrieveBenchmark retrieves(RecorderServer server, AsteriskLab asterisk) {
    return new RetrieveBenchmark(
        folder,
        served(),
        quick ? Duration.ofSeconds(1) : RETRIEVE_WARM_UP,
        quick ? 1 : 5,
        Duration.ofSeconds(3),
        server,
        asterisk);
  }

  /** On a data directory of its own, which a first server makes. */
  private void encryption(AsteriskLab asterisk) throws IOException, SQLException {
    say("encryption");
    Path own = folder.resolve("data-encryption");
    RecorderServer.start(installation, own, pbx(asterisk)).close();
    SeededRecordings.Seeded each = seedEncrypted(own);
    archiving(own, each);
    Map<String, String> masterKey =
        Map.of("RECORDER_MASTER_KEY_BENCH_VALUE", Base64.getEncoder().encodeToString(MASTER_KEY));
    try (RecorderServer server =
        RecorderServer.start(installation, own, both(pbx(asterisk), masterKey))) {
      RetrieveBenchmark retrieves = retrieves(server, asterisk);
      keep(retrieves.encrypted(LONG, ENCRYPTED));
      keep(List.of(retrieves.firstTime("an encrypted file", firsts(), each)));
    }
  }

  private void archiving(Path own, SeededRecordings.Seeded hour) throws IOException {
    ArchiveBenchmark archiving =
        new ArchiveBenchmark(
            own.resolve("archiving"),
            new MasterKey("bench", MASTER_KEY),
            quick ? 1 : ARCHIVING_ROUNDS);
    keep(List.of(archiving.encrypted("57.6 MB", hour.file())));
  }

  private SeededRecordings.Seeded seedEncrypted(Path own) throws IOException, SQLException {
    try (Connection database = Baseline.embeddedConnection(own.resolve("db").resolve("recorder"))) {
      SeededRecordings seeds = new SeededRecordings(own.resolve("archive"), database);
      SeededRecordings.Seeded plain = seeds.add(LONG, HOUR);
      MasterKey key = new MasterKey("bench", MASTER_KEY);
      SeededRecordings.Seeded unused = seeds.addEncrypted(ENCRYPTED, HOUR, key);
      for (String first : firsts()) {
        unused = seeds.addEncrypted(first, HOUR, key);
      }
      return plain;
    }
  }

  /** Without the data directory that the figures of start leave. */
  private void retrieveAlone(AsteriskLab asterisk) throws IOException, SQLException {
    RecorderServer.start(installation, data(), pbx(asterisk)).close();
    retrieve(asterisk);
  }

  private void retrieve(AsteriskLab asterisk) throws IOException, SQLException {
    say("making recordings");
    List<String> firsts = firsts();
    List<RetrieveBenchmark.Sample> samples = new ArrayList<>();
    try (Connection database =
        Baseline.embeddedConnection(data().resolve("db").resolve("recorder"))) {
      SeededRecordings seeds = new SeededRecordings(data().resolve("archive"), database);
      SeededRecordings.Seeded hour = seeds.add(LONG, HOUR);
      samples.add(new RetrieveBenchmark.Sample(SHORT, "1 MB", seeds.add(SHORT, MINUTE_AND_MORE)));
      samples.add(new RetrieveBenchmark.Sample(LONG, "57.6 MB", hour));
      for (String first : firsts) {
        seeds.addAnother(first, hour);
      }
    }
    Path served = Files.createDirectories(served());
    for (RetrieveBenchmark.Sample sample : samples) {
      SeededRecordings.writeBase64(sample.seeded().file(), served.resolve(sample.tag()));
    }
    say("retrieve");
    try (RecorderServer server = RecorderServer.start(installation, data(), pbx(asterisk))) {
      RetrieveBenchmark retrieves = retrieves(server, asterisk);
      keep(retrieves.measure(samples));
      keep(List.of(retrieves.firstTime("a file", firsts, samples.getLast().seeded())));
    }
    heap(asterisk, Files.size(served.resolve(LONG)));
  }

  private void heap(AsteriskLab asterisk, long leastBytes) throws IOException {
    say("memory");
    try (RecorderServer server =
        RecorderServer.start(
            installation, data(), both(pbx(asterisk), Map.of("JAVA_OPTS", "-Xmx256m")))) {
      HeapBenchmark heap = new HeapBenchmark(server);
      keep(List.of(heap.idle()));
      keep(
          heap.underRetrieves(
              "GET",
              server.url(RecorderServer.retrieve(LONG)),
              HeapBenchmark.arguments(Map.of("Authorization", RecorderServer.credentials())),
              leastBytes));
      if (Soap.isServed(server)) {
        List<String> arguments = new ArrayList<>(HeapBenchmark.arguments(Soap.headers()));
        arguments.addAll(List.of("--data-binary", Soap.retrieve(LONG)));
        keep(heap.underRetrieves("SOAP", server.url(Soap.PATH), arguments, leastBytes));
      } else {
        keep(
            List.of(
                Figure.missing(
                    "memory, 50 retrieves by SOAP", "SOAP is not served by this version")));
      }
    }
  }
}
