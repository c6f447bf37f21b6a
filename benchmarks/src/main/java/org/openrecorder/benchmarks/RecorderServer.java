package org.openrecorder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openrecorder.lab.process.FreePorts;
import org.openrecorder.lab.process.LabFailure;

/** The real server, as it is installed, on a data directory of its own. */
final class RecorderServer implements AutoCloseable {

  static final String USER = "fred";

  private static final String CLIENT = "crm";
  private static final String SECRET = "benchmark";
  private static final Duration START_BOUND = Duration.ofMinutes(3);
  private static final Duration STOP_BOUND = Duration.ofMinutes(1);
  private static final long LOOK_AGAIN_MILLIS = 300;

  private static final Pattern SYNC =
      Pattern.compile("in sync with .*, ([0-9.,]+) channels in ([0-9.,]+) ms");

  private final Path data;
  private final Process process;
  private final int port = FreePorts.pick();
  private final int managementPort = FreePorts.pick();
  private final Thread endWithMachine;

  private RecorderServer(Path installation, Path data, Map<String, String> settings)
      throws IOException {
    this.data = data;
    ProcessBuilder command =
        new ProcessBuilder(installation.resolve("bin/open-recorder").toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(data.resolveSibling("server.out").toFile()));
    command.environment().keySet().removeIf(name -> name.startsWith("RECORDER_"));
    // one client asks for as much as the server can do
    for (String limit : List.of("CLIENT_RATE", "CLIENT_BURST", "ADDRESS_RATE", "ADDRESS_BURST")) {
      command.environment().put("RECORDER_LIMIT_" + limit, "1000000");
    }
    command.environment().putAll(settings);
    command
        .environment()
        .putAll(
            Map.of(
                "RECORDER_DATA",
                data.toString(),
                "RECORDER_HTTP_PORT",
                Integer.toString(port),
                "RECORDER_MANAGEMENT_PORT",
                Integer.toString(managementPort),
                "RECORDER_CLIENT_CRM_SECRET",
                SECRET,
                "RECORDER_USER_FRED_GROUP",
                "manager"));
    this.process = command.start();
    this.endWithMachine = Thread.ofPlatform().unstarted(process::destroy);
    Runtime.getRuntime().addShutdownHook(endWithMachine);
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param settings further environment variables
   */
  static RecorderServer start(Path installation, Path data, Map<String, String> settings) {
    try {
      Files.createDirectories(data);
      RecorderServer server = new RecorderServer(installation, data, settings);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    long end = System.nanoTime() + START_BOUND.toNanos();
    while (!isReady()) {
      if (endsWithin(Duration.ofMillis(LOOK_AGAIN_MILLIS)) || System.nanoTime() > end) {
        process.destroy();
        throw new LabFailure("the server did not become ready; its output is beside " + data);
      }
    }
  }

  private boolean isReady() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while the server starts", e);
    }
  }

  private boolean endsWithin(Duration bound) {
    try {
      return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while waiting for the server", e);
    }
  }

  int port() {
    return port;
  }

  /** The value of the header Authorization. */
  static String credentials() {
    byte[] pair = (CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** The legacy URL without the host. */
  static String path(String method, String arguments) {
    return "/servicemanager/services/njadmin-api-recording?method=" + method + "&" + arguments;
  }

  static String retrieve(String tag) {
    return path("retrieve", "tag=" + tag + "&username=" + USER);
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** The process id of the virtual machine. */
  long pid() {
    try {
      return Long.parseLong(Files.readString(data.resolve("server/server.pid")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it tells its metrics. */
  static final String METRICS = "/servicemanager/api/v1/metrics";

  /** How many channels it saw when it last looked at the whole PBX, and how long that took. */
  record Sync(int channels, long millis) {}

  /** The last look at the whole PBX, as the log tells. */
  Sync lastSync() {
    try (Stream<String> log = Files.lines(data.resolve("server/log/server.log"))) {
      return log.map(SYNC::matcher)
          .filter(Matcher::find)
          .map(found -> new Sync(number(found.group(1)), number(found.group(2))))
          .reduce((before, after) -> after)
          .orElseThrow(() -> new LabFailure("the log tells of no look at the PBX"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(String text) {
    return Integer.parseInt(text.replaceAll("[^0-9]", ""));
  }

  /** Stops it in good order. */
  @Override
  public void close() {
    process.destroy();
    if (!endsWithin(STOP_BOUND)) {
      process.destroyForcibly();
      throw new LabFailure("the server did not stop");
    }
    Runtime.getRuntime().removeShutdownHook(endWithMachine);
  }
}
