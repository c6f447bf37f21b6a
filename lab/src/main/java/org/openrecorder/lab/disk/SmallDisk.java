package org.openrecorder.lab.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openrecorder.lab.process.LabFailure;

/** A file system of a few mebibytes in memory, mounted on a directory until it is closed. */
public final class SmallDisk implements AutoCloseable {

  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final int BLOCK = 4_096;
  private static final String FILLER = "filler";

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts one.
   *
   * @throws LabFailure if this account may not mount: the machine's root may, also in a container
   *     that has CAP_SYS_ADMIN
   */
  public static SmallDisk mount(Path directory, int mebibytes) {
    try {
      Files.createDirectories(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    run(
        "a small disk cannot be mounted; this needs root and the right to mount a tmpfs",
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=" + mebibytes + "m",
        "tmpfs",
        directory.toString());
    return new SmallDisk(directory);
  }

  public Path directory() {
    return directory;
  }

  /** Writes until not a byte more fits. */
  public void fill() {
    try (OutputStream filler = Files.newOutputStream(directory.resolve(FILLER))) {
      byte[] block = new byte[BLOCK];
      while (directory.toFile().getUsableSpace() > 0) {
        filler.write(block);
      }
    } catch (IOException full) {
      // as wanted
    }
    if (directory.toFile().getUsableSpace() > 0) {
      throw new LabFailure(directory + " could not be filled");
    }
  }

  /** Gives back what {@link #fill} took. */
  public void empty() {
    try {
      Files.deleteIfExists(directory.resolve(FILLER));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Unmounts it, also while a process has a file open there. */
  @Override
  public void close() {
    run("the small disk cannot be unmounted", "umount", "-l", directory.toString());
  }

  private static void run(String complaint, String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      boolean ended = process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new LabFailure(
            complaint
                + ": "
                + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException failed) {
      throw new LabFailure(complaint, failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new LabFailure(complaint, stop);
    }
  }
}
