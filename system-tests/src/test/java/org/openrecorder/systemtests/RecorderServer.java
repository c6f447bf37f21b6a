package org.openrecorder.systemtests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
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

  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{13,}");

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

  /** One that is not started yet. */
  static RecorderServer begun(Path directory, Map<String, String> settings) {
    return new RecorderServer(directory, settings);
  }

  /** Starts the process; it is not ready yet. */
  void start() {
    try {
      Files.createDirectories(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Installation.own(directory);
    List<String> command = Installation.command("open-recorder", settings);
    process = Optional.of(ChildProcess.start(command, directory, directory.resolve("log")));
    RUNNING.add(this);
  }

  static Stream<RecorderServer> running() {
    return RUNNING.stream();
  }

  void awaitReady() {
    try {
      await().atMost(START).pollInterval(Duration.ofMillis(200)).until(this::isReady);
    } catch (ConditionTimeoutException late) {
      throw new AssertionError("not ready: " + health(), late);
    }
  }

  private boolean isReady() {
    process();
    return health().startsWith("{\"status\":\"UP\"");
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

  /** Gives it another value of a setting, for its next start; empty to take it away. */
  void set(String name, String value) {
    settings.put(name, value);
  }

  /** What one of its programs says, and what it ends with. */
  record Said(int status, String words) {}

  /**
   * Runs a program that is installed beside the server, with the server's settings and as its
   * account.
   *
   * @param input what it reads
   */
  Said run(String program, String input, String... arguments) {
    Installation.own(directory);
    ProcessBuilder command =
        new ProcessBuilder(Installation.command(program, settings, arguments))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    try {
      Process process = command.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.onExit().join().exitValue(), said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends the signal to what an operator has started, and to nothing below it. */
  void signal(String name) {
    process().signal(name);
  }

  /** Sends it to the virtual machine. */
  void signalVirtualMachine(String name) {
    String unused = ChildProcess.run(List.of("kill", "-" + name, Long.toString(pid())), STOP);
  }

  /** Waits until what an operator has started is over, and tells with which status. */
  int awaitEnd() {
    ChildProcess running = process.orElseThrow();
    if (!running.endsWithin(START)) {
      throw new AssertionError("it has not ended:\n" + running.lastWords());
    }
    gone();
    return running.status();
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

  /** The names of all classes that its virtual machine has loaded, and more. */
  String loadedClasses() {
    String jcmd = Path.of(System.getProperty("java.home", ""), "bin", "jcmd").toString();
    return ChildProcess.run(List.of(jcmd, Long.toString(pid()), "VM.class_hierarchy"), STOP);
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

  /** Runs the verifier of the audit trail. */
  Said verifyAudit(String... arguments) {
    return run("verify-audit", "", arguments);
  }

  Path data() {
    return directory.resolve("data");
  }

  /** The end of what it has printed. */
  String lastWords() {
    return process.map(ChildProcess::lastWords).orElse("(not running)");
  }

  /** The words as its log has them, which hides so many digits in a row: they may be a card's. */
  static String[] asLogged(String... words) {
    return Stream.of(words)
        .map(
            text ->
                LONG_NUMBER
                    .matcher(text)
                    .replaceAll(digits -> "[" + digits.group().length() + " digits]"))
        .toArray(String[]::new);
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
