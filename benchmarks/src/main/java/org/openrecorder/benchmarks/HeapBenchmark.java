package org.openrecorder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.openrecorder.lab.process.ChildProcess;
import org.openrecorder.lab.process.LabFailure;

/** What the server needs when it has nothing to do, and when it hands out much at once. */
final class HeapBenchmark {

  private static final int RETRIEVES = 50;
  private static final long SAMPLE_NANOS = 250_000_000;
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Pattern USED = Pattern.compile("used ([0-9]+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
  private static final double KILO = 1_024;

  private final RecorderServer server;
  private final String jcmd;

  /** The used heap and the resident memory, in kilobytes. */
  record Memory(long heap, long resident) {

    Memory most(Memory other) {
      return new Memory(Math.max(heap, other.heap), Math.max(resident, other.resident));
    }

    String text() {
      return String.format(
          Locale.ROOT, "heap %.0f MiB, resident %.0f MiB", heap / KILO, resident / KILO);
    }
  }

  HeapBenchmark(RecorderServer server) {
    this.server = server;
    this.jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
  }

  Figure idle() {
    collect();
    return Figure.recorded("memory with -Xmx256m, idle after a collection", memory().text());
  }

  /** What is left after a collection. */
  String collected() {
    collect();
    return memory().text();
  }

  private void collect() {
    ChildProcess.run(List.of(jcmd, Long.toString(server.pid()), "GC.run"), BOUND);
  }

  private Memory memory() {
    String pid = Long.toString(server.pid());
    String heap = ChildProcess.run(List.of(jcmd, pid, "GC.heap_info"), BOUND);
    String ofObjects = heap.split("Metaspace", 2)[0];
    long used =
        USED.matcher(ofObjects).results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
    try {
      String status = Files.readString(Path.of("/proc", pid, "status"));
      long resident =
          RESIDENT
              .matcher(status)
              .results()
              .mapToLong(found -> Long.parseLong(found.group(1)))
              .sum();
      return new Memory(used, resident);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The most that was seen while 50 clients download at once.
   *
   * @throws LabFailure if any of them gets anything but 200 and that many bytes
   */
  List<Figure> underRetrieves(String how, String url, List<String> arguments, long leastBytes) {
    collect();
    long begin = System.nanoTime();
    List<Process> clients = clients(url, arguments);
    Memory most = memory();
    while (clients.stream().anyMatch(Process::isAlive)) {
      LockSupport.parkNanos(SAMPLE_NANOS);
      most = most.most(memory());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    clients.forEach(client -> check(client, leastBytes));
    collect();
    String what = "memory with -Xmx256m, 50 retrieves of 57.6 MB at once by " + how;
    return List.of(
        Figure.recorded(
            what + ", the most seen",
            most.text() + String.format(Locale.ROOT, "; all whole in %.1f s", seconds)),
        Figure.recorded(what + ", afterwards and collected", memory().text()));
  }

  private static List<Process> clients(String url, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("curl", "-sS", "-o", "/dev/null", "-w", "%{http_code} %{size_download}"));
    command.addAll(arguments);
    command.add(url);
    List<Process> clients = new ArrayList<>();
    try {
      for (int i = 0; i < RETRIEVES; i++) {
        clients.add(new ProcessBuilder(command).start());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return clients;
  }

  private static void check(Process client, long leastBytes) {
    try {
      String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      boolean whole =
          said.startsWith("200 ") && Long.parseLong(said.substring(4).strip()) >= leastBytes;
      if (client.exitValue() != 0 || !whole) {
        throw new LabFailure("a retrieve ended with " + client.exitValue() + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> arguments(Map<String, String> headers) {
    List<String> arguments = new ArrayList<>();
    headers.forEach((name, value) -> arguments.addAll(List.of("-H", name + ": " + value)));
    return arguments;
  }
}
