package org.openrecorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The steps by which a file comes into the archive for good. Each can fail on a bad disk; a test
 * puts one in its place that does.
 */
interface DurableFileOperations {

  /** The disk that is there. */
  DurableFileOperations REAL = new DurableFileOperations() {};

  /** Writes what the disk takes at once, which may be less than all. */
  default void write(FileChannel file, ByteBuffer bytes) throws IOException {
    file.write(bytes);
  }

  /**
   * Waits until it is on the disk. Once that has failed it must not be asked of the same open file
   * again: the system may have dropped what it could not write, and would say yes.
   */
  default void force(FileChannel fileOrDirectory) throws IOException {
    fileOrDirectory.force(true);
  }

  /**
   * A new name in a directory survives a power cut only when the directory itself was forced to
   * disk.
   */
  default void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      force(channel);
    }
  }

  /** Gives a file its name in one step, in place of what had it. */
  default void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
