package org.openrecorder.lab.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.openrecorder.lab.process.Account;
import org.openrecorder.lab.process.ChildProcess;
import org.openrecorder.lab.process.Folders;
import org.openrecorder.lab.process.FreePorts;
import org.openrecorder.lab.process.LabFailure;

/**
 * A throw-away PostgreSQL from Debian's binaries: own folder, own port on the loopback, gone at
 * {@link #close()}. It writes as durably as a real one; a test may kill it and start it again.
 *
 * <p>PostgreSQL refuses to run as root; then it runs as the user {@code nobody}.
 */
public final class PostgresLab implements AutoCloseable {
  /** The only user; on the loopback it needs no password, and any is accepted. */
  public static final String USER = "recorder";

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final Account ACCOUNT = Account.of("nobody");
  private static final Duration COMMAND_BOUND = Duration.ofSeconds(60);
  private static final Duration START_BOUND = Duration.ofSeconds(30);
  private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

  private final Path binaries;
  private final Path folder;
  private final int port = FreePorts.pick();
  private ChildProcess process;

  private PostgresLab(Path binaries, Path folder) {
    this.binaries = binaries;
    this.folder = folder;
    run("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
    this.process = launch();
    awaitReady();
  }

  /**
   * Makes a new, empty cluster and starts it.
   *
   * @throws LabFailure when PostgreSQL is not installed or does not come up
   */
  public static PostgresLab start() {
    try {
      return new PostgresLab(newestBinaries(), ACCOUNT.newFolder("open-recorder-postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newestBinaries() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      throw new LabFailure("PostgreSQL is missing: install the Debian package postgresql");
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
          .max(Comparator.comparingInt(PostgresLab::major))
          .map(version -> version.resolve("bin"))
          .orElseThrow(() -> new LabFailure("no PostgreSQL server below " + INSTALLED));
    }
  }

  private static int major(Path version) {
    String name = String.valueOf(version.getFileName());
    return name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
  }

  /** Runs one of its programs where its account may be; answers what that says, no warnings. */
  private String run(String program, String... arguments) {
    return ChildProcess.answer(asUser(program, arguments), folder, COMMAND_BOUND);
  }

  private List<String> asUser(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(binaries.resolve(program).toString()));
    command.addAll(List.of(arguments));
    return ACCOUNT.running(command);
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private ChildProcess launch() {
    return ChildProcess.start(
        asUser(
            "postgres",
            "-D",
            data(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories="),
        folder,
        Path.of(folder + ".log"));
  }

  private void awaitReady() {
    long end = System.nanoTime() + START_BOUND.toNanos();
    while (!isReady()) {
      if (process.endsWithin(RETRY_PAUSE) || System.nanoTime() > end) {
        throw new LabFailure("PostgreSQL did not come up:\n" + process.lastWords());
      }
    }
  }

  private boolean isReady() {
    try {
      String unused = run("pg_isready", "-q", "-h", "127.0.0.1", "-p", portText());
      return true;
    } catch (LabFailure e) {
      return false;
    }
  }

  private String portText() {
    return Integer.toString(port);
  }

  public int port() {
    return port;
  }

  /** Where the database {@code postgres}, which is there from the start, is reached. */
  public String jdbcUrl() {
    return jdbcUrl("postgres");
  }

  /** Makes a new, empty database. */
  public String createDatabase(String name) {
    String unused = run("createdb", "-h", "127.0.0.1", "-p", portText(), "-U", USER, name);
    return jdbcUrl(name);
  }

  /**
   * Runs SQL as an administrator with a shell would.
   *
   * @return what psql prints: values only
   * @throws LabFailure with what psql says if it fails
   */
  public String psql(String database, String user, String sql) {
    return run(
        "psql",
        "-X",
        "-q",
        "-A",
        "-t",
        "-v",
        "ON_ERROR_STOP=1",
        "-h",
        "127.0.0.1",
        "-p",
        portText(),
        "-U",
        user,
        "-d",
        database,
        "-c",
        sql);
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The process id of the postmaster. */
  public long pid() {
    return process.pid();
  }

  /** Stops all of it where it is: connections stay up, nothing answers. */
  public void freeze() {
    List<ProcessHandle> unused = signalAll("STOP");
  }

  public void thaw() {
    List<ProcessHandle> unused = signalAll("CONT");
  }

  /**
   * Ends it at once with all its processes, as a power cut would. Returns when all are gone:
   * PostgreSQL does not start again beside one that is left.
   */
  public void kill() {
    List<ProcessHandle> children = signalAll("KILL");
    if (!process.endsWithin(START_BOUND)) {
      throw new LabFailure("PostgreSQL outlived SIGKILL");
    }
    children.forEach(PostgresLab::awaitEnd);
    process.close();
  }

  /**
   * Ends one process that serves a client of the database at once, as a crash of it would: one that
   * works if there is one. PostgreSQL then throws out all its clients and recovers.
   *
   * @throws LabFailure when there is no client
   */
  public void killBackend(String database) {
    String found =
        psql(
            "postgres",
            USER,
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = '"
                + database
                + "' ORDER BY (state = 'active') DESC, pid LIMIT 1");
    if (found.isBlank()) {
      throw new LabFailure("the database " + database + " has no client");
    }
    signal("KILL", Long.parseLong(found.strip()));
  }

  /** Ends the postmaster alone at once; waits until its children have noticed and gone too. */
  public void killPostmaster() {
    List<ProcessHandle> children = children();
    process.kill();
    children.forEach(PostgresLab::awaitEnd);
  }

  private List<ProcessHandle> children() {
    return ProcessHandle.of(pid()).stream().flatMap(ProcessHandle::children).toList();
  }

  private static void awaitEnd(ProcessHandle child) {
    try {
      ProcessHandle unused = child.onExit().get(START_BOUND.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new LabFailure("a process of PostgreSQL outlived SIGKILL", e);
    }
  }

  private List<ProcessHandle> signalAll(String signal) {
    List<ProcessHandle> children = children();
    process.signal(signal);
    for (ProcessHandle child : children) {
      signal(signal, child.pid());
    }
    return children;
  }

  private static void signal(String signal, long pid) {
    try {
      ChildProcess.run(List.of("kill", "-" + signal, Long.toString(pid)), COMMAND_BOUND);
    } catch (LabFailure e) {
      if (ProcessHandle.of(pid).isPresent()) {
        throw e;
      }
    }
  }

  /** Starts it again with the same data and port, after ending it when it runs. */
  public void restart() {
    stop();
    process = launch();
    awaitReady();
  }

  private void stop() {
    if (process.isAlive()) {
      thaw();
      // Interrupt means: end now in good order. The usual signal would wait for clients to leave.
      process.signal("INT");
      process.endsWithin(COMMAND_BOUND);
    }
    process.close();
  }

  /** Ends it and removes all it wrote. */
  @Override
  public void close() {
    stop();
    Folders.remove(folder);
    Folders.remove(Path.of(folder + ".log"));
  }
}
