package org.openrecorder.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.openrecorder.lab.process.ChildProcess;

/** What a server holds on to: live objects, open files, threads. */
record Footprint(long heapBytes, int files, int threads) {

  private static final Duration BOUND = Duration.ofSeconds(30);

  /** As it is now, after everything that is not needed any more is gone. */
  static Footprint of(RecorderServer server) {
    Path process = Path.of("/proc", Long.toString(server.pid()));
    return new Footprint(
        heap(server), count(process.resolve("fd")), count(process.resolve("task")));
  }

  /** The histogram counts what a full collection leaves. */
  private static long heap(RecorderServer server) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String total =
        ChildProcess.run(List.of(jcmd, Long.toString(server.pid()), "GC.class_histogram"), BOUND)
            .lines()
            .filter(line -> line.startsWith("Total"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(total.strip().split(" +", -1)[2]);
  }

  private static int count(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return (int) entries.count();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
