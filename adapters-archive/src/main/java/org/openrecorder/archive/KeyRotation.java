package org.openrecorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.archive.encryption.MasterKey;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.archive.encryption.WrappedKey;

/**
 * Wraps the keys of all files by the current master key, and no audio is rewritten. It may run
 * beside the server, be ended at any moment and be run again: each file can be read throughout, by
 * the old or the new key or both.
 */
public final class KeyRotation {

  /** Files that are named of those that failed; the others are counted. */
  private static final int MOST_NAMED = 100;

  private final ArchiveDirectory archive;
  private final KeyUsageIndex keysInUse;
  private final MasterKeys keys;
  private final MasterKey current;
  private final DurableFileOperations disk;

  private long rotated;
  private long right;
  private long plain;
  private long failed;
  private final List<String> failures = new ArrayList<>();

  /**
   * What came of it.
   *
   * @param rotated files whose key is now wrapped by the current master key
   * @param right files whose key was
   * @param plain files that are not encrypted
   * @param failed files whose key could not be rotated; they are as they were
   * @param failures some of them, and why
   */
  public record Outcome(long rotated, long right, long plain, long failed, List<String> failures) {

    public Outcome {
      failures = List.copyOf(failures);
    }
  }

  /**
   * A rotation of the archive in that directory, to be run once.
   *
   * @param keys with a current one
   */
  public KeyRotation(Path archive, MasterKeys keys) {
    this(archive, keys, DurableFileOperations.REAL);
  }

  KeyRotation(Path archive, MasterKeys keys, DurableFileOperations disk) {
    this.archive = new ArchiveDirectory(archive, keys, disk);
    this.keysInUse = new KeyUsageIndex(this.archive.root(), disk);
    this.keys = keys;
    this.current = keys.current().orElseThrow();
    this.disk = disk;
  }

  /**
   * Rotates. When no file failed, no file of the archive needs another master key any more, unless
   * a server goes on writing with one; then its note is back.
   *
   * @throws IOException if the archive is not there, cannot be read, or is being rotated already
   */
  public Outcome run() throws IOException {
    if (!archive.isThere()) {
      throw new IOException("there is no archive at " + archive.root());
    }
    try (FileChannel channel =
            FileChannel.open(
                keysInUse.lock(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        FileLock lock = lock(channel)) {
      return lock.isValid() ? rotateAll() : outcome();
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock()).orElseThrow(OverlappingFileLockException::new);
    } catch (OverlappingFileLockException taken) {
      throw new IOException("the master key of this archive is being rotated already", taken);
    }
  }

  private Outcome rotateAll() throws IOException {
    keysInUse.note(current);
    pass();
    if (failed == 0) {
      keysInUse.forgetOthers(current);
      lookAgain();
    }
    return outcome();
  }

  /** A server that does not know the current key yet may have written on meanwhile. */
  private void lookAgain() throws IOException {
    long before = rotated;
    right = 0;
    plain = 0;
    pass();
    right -= before;
    if (failed > 0) {
      for (MasterKey key : keys.all()) {
        keysInUse.note(key);
      }
    }
  }

  private Outcome outcome() {
    return new Outcome(rotated, right, plain, failed, failures);
  }

  private void pass() throws IOException {
    archive.forEachFile(this::rotate);
  }

  private void rotate(Path file) {
    try {
      count(rotateOne(file));
    } catch (NoSuchFileException gone) {
      // deleted since it was listed
    } catch (IOException | DataCorruptException why) {
      fail(file, why);
    }
  }

  private void count(WrappedKey.Rotation what) {
    switch (what) {
      case PLAIN -> plain++;
      case NOTHING_TO_DO -> right++;
      case DONE -> rotated++;
    }
  }

  private void fail(Path file, Exception why) {
    failed++;
    if (failures.size() < MOST_NAMED) {
      failures.add(archive.name(file) + ": " + why.getMessage());
    }
  }

  private WrappedKey.Rotation rotateOne(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      return WrappedKey.rotate(channel, archive.name(file), keys, new Slots(channel, disk));
    }
  }

  /** The slots of one file. */
  private record Slots(FileChannel channel, DurableFileOperations disk) implements WrappedKey.Disk {

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      FileChannel unused = channel.position(position);
      while (bytes.hasRemaining()) {
        disk.write(channel, bytes);
      }
    }

    @Override
    public void force() throws IOException {
      disk.force(channel);
    }
  }
}
