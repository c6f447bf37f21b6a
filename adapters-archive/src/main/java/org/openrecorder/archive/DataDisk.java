package org.openrecorder.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.openrecorder.archive.DiskState.Use;

/**
 * The disk below the data directory, where the embedded database and the log are. A database that
 * cannot write closes itself, so no recording may begin that might fill it.
 */
public final class DataDisk {

  private final Disk disk;

  /**
   * A disk.
   *
   * @param lowWater bytes that must be free for a new recording to start
   */
  public DataDisk(Path data, long lowWater, InstantSource clock) {
    this.disk =
        new Disk(
            Use.DATA,
            Optional.empty(),
            data.toFile(),
            () -> Files.isDirectory(data),
            new LowWaterMark(lowWater),
            clock);
  }

  /** How it is now. */
  public DiskState state() {
    return disk.state();
  }
}
