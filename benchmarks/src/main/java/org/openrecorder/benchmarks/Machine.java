package org.openrecorder.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.process.ChildProcess;

/** Where and on what the figures were taken. */
final class Machine {

  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final double KIBIBYTES_PER_GIBIBYTE = 1_048_576;

  private Machine() {}

  static List<String> describe(AsteriskLab asterisk, String commit) throws IOException {
    return List.of(
        "taken: " + Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", commit " + commit,
        String.format(
            Locale.ROOT,
            "machine: %d cores (%s), %.0f GiB of memory, Linux %s",
            Runtime.getRuntime().availableProcessors(),
            field("/proc/cpuinfo", "model name"),
            Long.parseLong(field("/proc/meminfo", "MemTotal").replace(" kB", ""))
                / KIBIBYTES_PER_GIBIBYTE,
            System.getProperty("os.version")),
        "JDK: " + System.getProperty("java.vendor.version") + ", server and benchmark",
        "Asterisk: "
            + asterisk.manager().command("core show version").getFirst().split(" built", 2)[0],
        ChildProcess.run(List.of("nginx", "-v"), BOUND)
            .strip()
            .replace("nginx version: ", "nginx: "));
  }

  /** How many processes wanted to run in the last minute, on average. */
  static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
  }

  private static String field(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
