package org.openrecorder.systemtests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openrecorder.lab.process.ChildProcess;

/** What a server holds on to: live objects, open files, threads, files on its disk. */
record ResourceUsage(long heapBytes, int files, int threads, Disk disk) {

  /**
   * What lies in its data directory.
   *
   * @param bytes of the database, which grows by a row of the audit trail for each request
   * @param files of everything; recordings, and what should not stay
   */
  record Disk(long bytes, int files) {}

  private static final Duration BOUND = Duration.ofSeconds(30);

  /** As it is now, after everything that is not needed any more is gone. */
  static ResourceUsage of(RecorderServer server) {
    Path process = Path.of("/proc", Long.toString(server.pid()));
    return new ResourceUsage(
        heap(server),
        count(process.resolve("fd")),
        count(process.resolve("task")),
        new Disk(sizes(server.data().resolve("db")), entries(server.data())));
  }

  private static int entries(Path directory) {
    return files(directory).size();
  }

  private static long sizes(Path directory) {
    return files(directory).stream().mapToLong(File::length).sum();
  }

  /** Some go while we look. */
  private static List<File> files(Path directory) {
    List<File> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
              found.add(file.toFile());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
      return found;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
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
