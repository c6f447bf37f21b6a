package org.openrecorder.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;

/**
 * The spool as directories that PBX and server share. A file is looked for again and again, because
 * a watch tells nothing of what happens on the far side of a network file system.
 */
public final class DirectorySpool implements Spool {

  /** Nanoseconds until the second look: an idle PBX opens its file about as fast as it answers. */
  private static final long FIRST_PAUSE = 100_000;

  /** Nanoseconds that pauses grow to: what a late file may cost, against 200 looks a second. */
  private static final long LONGEST_PAUSE = 5_000_000;

  private final SpoolDirectories directories;

  /**
   * A spool.
   *
   * @param spoolHere the directory of each PBX, as this server sees it
   */
  public DirectorySpool(Map<PbxName, Path> spoolHere) {
    this.directories = new SpoolDirectories(spoolHere);
  }

  @Override
  public boolean has(PbxName pbx, RecordingId recording) {
    return directories.file(pbx, recording).filter(DirectorySpool::isFile).isPresent();
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public boolean await(PbxName pbx, RecordingId recording, Duration bound) {
    return directories.file(pbx, recording).filter(file -> await(file, bound)).isPresent();
  }

  private static boolean await(Path file, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    long pause = FIRST_PAUSE;
    while (!isFile(file)) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(Math.min(pause, left));
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
    return true;
  }

  @Override
  public void remove(PbxName pbx, RecordingId recording) {
    Optional<Path> file = directories.file(pbx, recording);
    if (file.isPresent()) {
      delete(file.get());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw new StoreUnavailable("a file of the spool cannot be deleted", failed);
    }
  }
}
