package org.openrecorder.systemtests;

import static org.awaitility.Awaitility.await;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.openrecorder.lab.process.ChildProcess;
import org.openrecorder.lab.process.FreePorts;

/**
 * The installed server as its users start it: one process, settings by environment variables, a
 * data directory.
 */
final class RecorderServer implements AutoCloseable {

  /** What a start may take on a busy machine; it usually takes a quarter of it. */
  private static final Duration START = Duration.ofMinutes(2);

  /**
   * Most servers of tests live for seconds, in which the JVM's second compiler takes two fifths of
   * the processor time and gives nothing back.
   */
  private static final String SHORT_LIFE = "-XX:TieredStopAtLevel=1";

  /**
   * Longer than usual: what a machine's disk takes while several tests write on it is not what they
   * are about.
   */
  private static final String PATIENCE = "PT20S";

  private static final Duration STOP = Duration.ofSeconds(40);

  /** Those of this virtual machine whose process runs. */
  private static final Set<RecorderServer> RUNNING = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final int port = FreePorts.pick();
  private final int managementPort = FreePorts.pick();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Optional<Certificate> certificate;
  private final HttpClient http;
  private Optional<ChildProcess> process = Optional.empty();

  private RecorderServer(Path directory, Map<String, String> settings) {
    this.directory = directory;
    this.settings.put("RECORDER_HTTP_PORT", Integer.toString(port));
    this.settings.put("RECORDER_MANAGEMENT_PORT", Integer.toString(managementPort));
    this.settings.put("RECORDER_DATA", directory.resolve("data").toString());
    this.settings.put("JAVA_OPTS", SHORT_LIFE);
    this.settings.put("RECORDER_STORAGE_PATIENCE", PATIENCE);
    this.settings.putAll(settings);
    this.certificate = Certificate.of(settings);
    this.http = newClient();
  }

  /** A client that knows this server by its certificate, where it has one. */
  HttpClient newClient() {
    return certificate.map(Certificate::newClient).orElseGet(HttpClient::newHttpClient);
  }

  private URI uri(int at, String path) {
    String scheme = certificate.isPresent() ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + at + path);
  }

  /** Starts a server in that directory and waits until it is ready. */
  static RecorderServer start(Path directory, Map<String, String> settings) {
    RecorderServer server = new RecorderServer(directory, settings);
    server.start();
    server.awaitReady();
    return server;
  }

  /** Starts the process; it is not ready yet. */
  void start() {
    try {
      Files.createDirectories(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    List<String> command = new ArrayList<>(List.of("env"));
    settings.forEach((name, value) -> command.add(name + "=" + value));
    command.add(installed("open-recorder"));
    process = Optional.of(ChildProcess.start(command, directory, directory.resolve("log")));
    RUNNING.add(this);
  }

  static Stream<RecorderServer> running() {
    return RUNNING.stream();
  }

  void awaitReady() {
    await()
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              process();
              return health().startsWith("{\"status\":\"UP\"");
            });
  }

  private ChildProcess process() {
    ChildProcess running = process.orElseThrow();
    if (!running.isAlive()) {
      throw new AssertionError("the server has ended:\n" + running.lastWords());
    }
    return running;
  }

  /** What the health check says; empty while there is none. */
  String health() {
    return health("ready");
  }

  /** Whether it says that a new start would not mend anything. */
  boolean isLive() {
    return health("live").startsWith("{\"status\":\"UP\"");
  }

  /** What that health check says, {@code ready} or {@code live}; empty while there is none. */
  String health(String which) {
    URI uri = uri(managementPort, "/health/" + which);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return "";
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** Ends it as an operator does; whether it ended by itself. */
  boolean stop() {
    ChildProcess running = process();
    running.signal("TERM");
    boolean ended = running.endsWithin(STOP);
    gone();
    return ended;
  }

  private void gone() {
    process = Optional.empty();
    RUNNING.remove(this);
  }

  /** Stops every process of it where it is: connections stay up, nothing answers. */
  void freeze() {
    signalAll("STOP");
  }

  void thaw() {
    signalAll("CONT");
  }

  private Stream<ProcessHandle> processes() {
    ProcessHandle first = ProcessHandle.of(process().pid()).orElseThrow();
    return Stream.concat(Stream.of(first), first.descendants());
  }

  /** How many files and sockets its processes hold open. */
  int openFiles() {
    return entries("fd");
  }

  /** How many threads its processes have. */
  int threads() {
    return entries("task");
  }

  /** Has its virtual machine throw away what is not needed any more. */
  void collectGarbage() {
    String jcmd = Path.of(System.getProperty("java.home", ""), "bin", "jcmd").toString();
    processes()
        .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
        .forEach(
            handle -> ChildProcess.run(List.of(jcmd, Long.toString(handle.pid()), "GC.run"), STOP));
  }

  private int entries(String folder) {
    return processes()
        .map(handle -> Path.of("/proc", Long.toString(handle.pid()), folder).toFile().list())
        .filter(Objects::nonNull)
        .mapToInt(names -> names.length)
        .sum();
  }

  private void signalAll(String name) {
    processes()
        .map(handle -> List.of("kill", "-" + name, Long.toString(handle.pid())))
        .forEach(command -> ChildProcess.run(command, STOP));
  }

  /** Ends every process of it at once, as a crash does. */
  void kill() {
    ChildProcess running = process();
    List<ProcessHandle> all =
        ProcessHandle.of(running.pid())
            .map(handle -> handle.descendants().toList())
            .orElse(List.of());
    running.kill();
    all.forEach(ProcessHandle::destroyForcibly);
    await().atMost(STOP).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    gone();
  }

  /** The port that the CRM calls. */
  int port() {
    return port;
  }

  int managementPort() {
    return managementPort;
  }

  /** The process id of the virtual machine. */
  long pid() {
    try {
      return Long.parseLong(Files.readString(data().resolve("server/server.pid")).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  URI url() {
    return uri(port, "/servicemanager/services/njadmin-api-recording");
  }

  URI api(String path) {
    return uri(port, "/servicemanager/api/v1" + path);
  }

  /** What the verifier of the audit trail says, and what it ends with. */
  record Verified(int status, String said) {}

  /** Runs the verifier that is installed beside the server, with the server's settings. */
  Verified verifyAudit() {
    ProcessBuilder verifier =
        new ProcessBuilder(installed("verify-audit"))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    verifier.environment().putAll(settings);
    try {
      Process process = verifier.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Verified(process.onExit().join().exitValue(), said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String installed(String command) {
    return Path.of(System.getProperty("installation", ""), "bin", command).toString();
  }

  Path data() {
    return directory.resolve("data");
  }

  /** The end of what it has printed. */
  String lastWords() {
    return process.map(ChildProcess::lastWords).orElse("(not running)");
  }

  /** Everything it has printed since its first start. */
  String printed() {
    try {
      return Files.readString(directory.resolve("log"), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Everything it has logged. */
  String log() {
    try {
      return Files.readString(data().resolve("server/log/server.log"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Ends it, and looks whether it has said in its log what must not stand there. */
  @Override
  public void close() {
    if (process.isPresent() && !stop()) {
      throw new AssertionError("the server did not end by itself");
    }
    List<String> faults = LogCheck.faults(data().resolve("server/log"), settings);
    if (!faults.isEmpty()) {
      throw new AssertionError("the log says too much: " + faults);
    }
  }
}
