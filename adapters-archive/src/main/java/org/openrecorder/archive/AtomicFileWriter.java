package org.openrecorder.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.openrecorder.archive.encryption.FileOutput;
import org.openrecorder.domain.recording.Checksum;

/**
 * A file on its way into the archive: under a name that no reader opens until all of it is on disk.
 */
final class AtomicFileWriter implements AutoCloseable {

  /**
   * Bytes that are copied at once: large enough for the disk, small enough for the processor's
   * cache.
   */
  private static final int BLOCK = 131_072;

  private final Path path;
  private final FileChannel channel;
  private final DurableFileOperations disk;
  private final FileOutput output;
  private final Sha256 sha256 = new Sha256();

  /** In which form a file is written. */
  interface Form {
    FileOutput begin(FileOutput.Sink sink) throws IOException;
  }

  private AtomicFileWriter(Path path, FileChannel channel, DurableFileOperations disk, Form form)
      throws IOException {
    this.path = path;
    this.channel = channel;
    this.disk = disk;
    this.output = form.begin(this::writeAll);
  }

  /** Makes it, for the eyes of this server's account only. */
  static AtomicFileWriter create(Path path, DurableFileOperations disk, Form form)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      return new AtomicFileWriter(path, channel, disk, form);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      Files.delete(path);
      throw failed;
    }
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      disk.write(channel, bytes);
    }
  }

  void write(byte[] block) throws IOException {
    write(block, block.length);
  }

  private void write(byte[] block, int count) throws IOException {
    sha256.update(block, 0, count);
    output.write(block, count);
  }

  /**
   * Copies a part of another file.
   *
   * @throws EOFException if that file ends before
   */
  void copy(FileChannel source, long from, long count) throws IOException {
    byte[] block = new byte[BLOCK];
    long at = from;
    long end = from + count;
    while (at < end) {
      int read = source.read(ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, end - at)), at);
      if (read < 0) {
        throw new EOFException("the file became shorter while it was copied");
      }
      write(block, read);
      at += read;
    }
  }

  /** Forces it to disk and gives it its name. Answers the checksum of what was written into it. */
  Checksum finish(Path name) throws IOException {
    output.finish();
    disk.force(channel);
    disk.rename(path, name);
    return sha256.checksum();
  }

  /** Leaves nothing behind if it was not finished. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
