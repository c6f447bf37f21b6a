package org.openrecorder.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Remembers which files of the archive this process has read to the end and found to be right, so
 * that it need not hash them again as long as they are the same files. Hashing costs more than
 * reading and sending together; an agent who goes back and forth in a recording, or a CRM that asks
 * again, would pay for it each time.
 *
 * <p>A file is the same while its inode, its size and its times are. A program that writes to a
 * file changes its change time, which no program can set back. What a disk loses without a write is
 * not noticed before the next start of this process, or before it has been forgotten here.
 */
final class VerifiedFiles {

  /** Files that are remembered, those that were asked for longest ago go first: some 4 MB. */
  private static final int MOST = 10_000;

  /**
   * Two writes within one tick of the file system's clock leave the same change time, so a file
   * must rest before.
   */
  private static final Duration REST = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final SequencedMap<Path, Stamp> verified = new LinkedHashMap<>(16, 0.75f, true);

  VerifiedFiles(InstantSource clock) {
    this.clock = clock;
  }

  /** What tells whether a file is still the same. */
  record Stamp(long bytes, FileTime modified, FileTime changed, long inode, Instant takenAt) {

    boolean sameFile(Stamp other) {
      return bytes == other.bytes
          && modified.equals(other.modified)
          && changed.equals(other.changed)
          && inode == other.inode;
    }

    private boolean rested() {
      return changed.toInstant().plus(REST).isBefore(takenAt);
    }
  }

  Stamp stamp(Path file) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(
            file, "unix:size,lastModifiedTime,ctime,ino", LinkOption.NOFOLLOW_LINKS);
    return new Stamp(
        get(attributes, "size", Long.class),
        get(attributes, "lastModifiedTime", FileTime.class),
        get(attributes, "ctime", FileTime.class),
        get(attributes, "ino", Long.class),
        clock.instant());
  }

  private static <T> T get(Map<String, Object> attributes, String name, Class<T> type) {
    return type.cast(Objects.requireNonNull(attributes.get(name), name));
  }

  synchronized boolean has(Path file, Stamp now) {
    Stamp then = verified.get(file);
    return then != null && then.sameFile(now);
  }

  /** Remembers that the file was right, if it was the same before and after it was read. */
  void remember(Path file, Stamp before) throws IOException {
    if (before.rested() && before.sameFile(stamp(file))) {
      put(file, before);
    }
  }

  private synchronized void put(Path file, Stamp stamp) {
    verified.put(file, stamp);
    if (verified.size() > MOST) {
      verified.pollFirstEntry();
    }
  }
}
