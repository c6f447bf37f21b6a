package org.openrecorder.lab.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program the lab has started. It writes to a file of its own, and it ends with this virtual
 * machine at the latest unless that is killed hard.
 */
public final class ChildProcess implements AutoCloseable {
  /** What a program may take to end in good order before it is killed. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int SHOWN_LINES = 15;

  private final Process process;
  private final Path output;
  private final Thread endWithMachine;

  private ChildProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
    this.endWithMachine = Thread.ofPlatform().unstarted(process::destroy);
    Runtime.getRuntime().addShutdownHook(endWithMachine);
  }

  /** Starts a program; what it prints is appended to {@code output}. */
  public static ChildProcess start(List<String> command, Path directory, Path output) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
      return new ChildProcess(process, output);
    } catch (IOException e) {
      throw new LabFailure("cannot start " + command.getFirst(), e);
    }
  }

  /**
   * Runs a program to its end.
   *
   * @return what it printed, also to standard error
   * @throws LabFailure when it does not end in time or not with 0
   */
  public static String run(List<String> command, Duration bound) {
    return run(new ProcessBuilder(command).redirectErrorStream(true), bound);
  }

  /**
   * Runs a program to its end whose answer counts: a warning is not a part of it.
   *
   * @param directory where it runs; another account must be able to enter it, as many programs say
   *     so when they cannot
   * @return what it printed to standard output
   * @throws LabFailure with what it printed to standard error too, when it does not end in time or
   *     not with 0
   */
  public static String answer(List<String> command, Path directory, Duration bound) {
    return run(new ProcessBuilder(command).directory(directory.toFile()), bound);
  }

  private static String run(ProcessBuilder program, Duration bound) {
    try {
      Process process = program.start();
      process.getOutputStream().close();
      return finished(process, program.command(), bound);
    } catch (IOException e) {
      throw new LabFailure("cannot run " + program.command().getFirst(), e);
    }
  }

  private static String finished(Process process, List<String> command, Duration bound) {
    Thread watchdog = Thread.ofVirtual().start(() -> destroyWhenOverdue(process, bound));
    CompletableFuture<String> complaints =
        CompletableFuture.supplyAsync(
            () -> text(process.getErrorStream()), task -> Thread.ofVirtual().start(task));
    String printed = text(process.getInputStream());
    int status = process.onExit().join().exitValue();
    watchdog.interrupt();
    if (status != 0) {
      String said = printed + complaints.join();
      throw new LabFailure(String.join(" ", command) + " ended with " + status + ":\n" + said);
    }
    return printed;
  }

  private static String text(InputStream printed) {
    try {
      return new String(printed.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void destroyWhenOverdue(Process process, Duration bound) {
    try {
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until the program has ended, at most so long; true when it has. */
  public boolean endsWithin(Duration bound) {
    try {
      return process.waitFor(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while waiting for process " + pid(), e);
    }
  }

  /** What it has ended with; 128 and the number of the signal that has ended it. */
  public int status() {
    return process.exitValue();
  }

  /** Sends a signal by its name without SIG, for example {@code STOP}. */
  public void signal(String name) {
    run(List.of("kill", "-" + name, Long.toString(pid())), Duration.ofSeconds(5));
  }

  /** Ends the program at once, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    if (!endsWithin(PATIENCE)) {
      throw new LabFailure("process " + pid() + " outlived SIGKILL");
    }
    forget();
  }

  /** The last lines the program printed. */
  public String lastWords() {
    try (Stream<String> lines = Files.lines(output, java.nio.charset.StandardCharsets.ISO_8859_1)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - SHOWN_LINES), all.size()));
    } catch (IOException e) {
      return "(" + output + " cannot be read)";
    }
  }

  /** Ends the program in good order; kills it when it takes more than 10 s. */
  @Override
  public void close() {
    process.destroy();
    if (!endsWithin(PATIENCE)) {
      kill();
    }
    forget();
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(endWithMachine);
    } catch (IllegalStateException e) {
      // The machine is going down: the hook runs, and does no harm to an ended process.
      return;
    }
  }
}
