package org.openrecorder.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.process.ChildProcess;
import org.openrecorder.lab.process.LabFailure;

/**
 * Retrieving, in megabytes of audio per second: by GET, by SOAP, the same BASE64 from nginx, and
 * the same WAV from Asterisk's own interface. They take turns; the median turn counts.
 */
final class RetrieveBenchmark {

  private static final double LEAST_OF_NGINX = 0.7;
  private static final double LEAST_OF_ASTERISK = 10;
  private static final double LEAST_OF_GET = 0.5;
  private static final double AUDIO_PER_BASE64 = 0.75;
  private static final int[] PARALLEL = {1, 16};

  private static final int WARM_UP_PARALLEL = 4;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Path folder;
  private final Path served;
  private final Duration warmUp;
  private final int rounds;
  private final Duration turn;
  private final RecorderServer server;
  private final AsteriskLab asterisk;

  RetrieveBenchmark(
      Path folder,
      Path served,
      Duration warmUp,
      int rounds,
      Duration turn,
      RecorderServer server,
      AsteriskLab asterisk) {
    this.folder = folder;
    this.served = served;
    this.warmUp = warmUp;
    this.rounds = rounds;
    this.turn = turn;
    this.server = server;
    this.asterisk = asterisk;
  }

  /** A recording that is asked for, and how the report calls it. */
  record Sample(String tag, String size, SeededRecordings.Seeded seeded) {}

  List<Figure> measure(List<Sample> samples) throws IOException {
    List<Figure> figures = new ArrayList<>();
    try (StaticFiles nginx = new StaticFiles(folder.resolve("nginx"), served)) {
      for (Sample sample : samples) {
        checkBytes(sample);
        Files.createDirectories(asterisk.storedRecordings());
        Files.copy(
            sample.seeded().file(), asterisk.storedRecordings().resolve(sample.tag() + ".wav"));
        Map<Way, Load> ways = ways(nginx, sample);
        ways.values().forEach(way -> way.megabytesPerSecond(WARM_UP_PARALLEL, warmUp));
        for (int parallel : PARALLEL) {
          figures.addAll(compare(sample.size() + ", " + parallel + " parallel", parallel, ways));
        }
      }
    }
    return figures;
  }

  /** How audio is had. */
  private enum Way {
    GET,
    SOAP,
    NGINX,
    ASTERISK
  }

  private void checkBytes(Sample sample) throws IOException {
    Path expected = served.resolve(sample.tag());
    Path got = folder.resolve("got");
    ChildProcess.run(
        List.of(
            "curl",
            "-sSf",
            "-H",
            "Authorization: " + RecorderServer.credentials(),
            "-o",
            got.toString(),
            server.url(RecorderServer.retrieve(sample.tag()))),
        TIMEOUT);
    if (Files.mismatch(expected, got) >= 0) {
      throw new LabFailure("the bytes of " + sample.tag() + " are not right");
    }
  }

  private Map<Way, Load> ways(StaticFiles nginx, Sample sample) throws IOException {
    Map<Way, Load> ways = new LinkedHashMap<>();
    String tag = sample.tag();
    Map<String, String> ours = Map.of("Authorization", RecorderServer.credentials());
    ways.put(
        Way.GET, Load.get(folder, tag + "-get", server.url(RecorderServer.retrieve(tag)), ours));
    ways.put(Way.NGINX, Load.get(folder, tag + "-nginx", nginx.url(tag), Map.of()));
    if (Soap.isServed(server)) {
      ways.put(
          Way.SOAP,
          Load.post(
              folder, tag + "-soap", server.url(Soap.PATH), Soap.headers(), Soap.retrieve(tag)));
    }
    String pair = asterisk.lab().name() + ":" + asterisk.lab().secret();
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    String url =
        "http://127.0.0.1:" + asterisk.httpPort() + "/ari/recordings/stored/" + tag + "/file";
    ways.put(
        Way.ASTERISK, Load.get(folder, tag + "-asterisk", url, Map.of("Authorization", basic)));
    return ways;
  }

  private List<Figure> compare(String how, int parallel, Map<Way, Load> ways) {
    Map<Way, double[]> speeds = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<Way, Load> way : ways.entrySet()) {
        speeds.computeIfAbsent(way.getKey(), unused -> new double[rounds])[round] =
            way.getValue().megabytesPerSecond(parallel, turn) * audioShare(way.getKey());
      }
    }
    Figure.Measured get = median("GET", speeds.get(Way.GET));
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.atLeast(
            LEAST_OF_NGINX,
            "retrieve by GET, " + how + ", against nginx",
            get,
            median("nginx", speeds.get(Way.NGINX))));
    figures.add(
        Figure.atLeast(
            LEAST_OF_ASTERISK,
            "retrieve by GET, " + how + ", against Asterisk's download",
            get,
            median("Asterisk", speeds.get(Way.ASTERISK))));
    String soap = "retrieve by SOAP, " + how + ", against GET";
    double[] bySoap = speeds.get(Way.SOAP);
    figures.add(
        bySoap == null
            ? Figure.missing(soap, "SOAP is not served by this version")
            : Figure.atLeast(LEAST_OF_GET, soap, median("SOAP", bySoap), get));
    return figures;
  }

  private static double audioShare(Way way) {
    return way == Way.ASTERISK ? 1 : AUDIO_PER_BASE64;
  }

  private static Figure.Measured median(
      String who, double @org.jspecify.annotations.Nullable [] speeds) {
    if (speeds == null) {
      throw new LabFailure(who + " was not measured");
    }
    double[] sorted = speeds.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    return new Figure.Measured(median, String.format(Locale.ROOT, "%.0f MB/s", median));
  }

  /** What decrypting costs: two recordings of the same bytes, which take turns. */
  List<Figure> encrypted(String plainTag, String encryptedTag) throws IOException {
    Load plain = get(plainTag);
    Load encrypted = get(encryptedTag);
    plain.megabytesPerSecond(WARM_UP_PARALLEL, warmUp);
    encrypted.megabytesPerSecond(WARM_UP_PARALLEL, warmUp);
    List<Figure> figures = new ArrayList<>();
    for (int parallel : PARALLEL) {
      double[] plainly = new double[rounds];
      double[] decrypted = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        plainly[round] = plain.megabytesPerSecond(parallel, turn) * AUDIO_PER_BASE64;
        decrypted[round] = encrypted.megabytesPerSecond(parallel, turn) * AUDIO_PER_BASE64;
      }
      figures.add(
          Figure.compared(
              "retrieve by GET, 57.6 MB, " + parallel + " parallel, encrypted against plain",
              median("encrypted", decrypted),
              median("plain", plainly)));
    }
    return figures;
  }

  private Load get(String tag) throws IOException {
    return Load.get(
        folder,
        tag + "-turns",
        server.url(RecorderServer.retrieve(tag)),
        Map.of("Authorization", RecorderServer.credentials()));
  }

  /**
   * How long a file takes that this process of the server has never read, and so has to check.
   *
   * @param kind what kind of files they are, for the report
   */
  Figure firstTime(String kind, List<String> tags, SeededRecordings.Seeded each) {
    double[] speeds = new double[tags.size()];
    for (int i = 0; i < speeds.length; i++) {
      long begin = System.nanoTime();
      ChildProcess.run(
          List.of(
              "curl",
              "-sSf",
              "-H",
              "Authorization: " + RecorderServer.credentials(),
              "-o",
              "/dev/null",
              server.url(RecorderServer.retrieve(tags.get(i)))),
          TIMEOUT);
      speeds[i] = each.bytes() * 1e3 / (System.nanoTime() - begin);
    }
    return Figure.recorded(
        "first retrieve of " + kind + " by GET, 57.6 MB, by curl: checksum included",
        median("first", speeds).text());
  }
}
