package org.openrecorder.archive.encryption;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.openrecorder.application.port.DataCorruptException;

/**
 * A file of the archive, open to be read as it was before it was encrypted, if it was. For one
 * thread at a time.
 */
public interface FileInput extends AutoCloseable {

  /** How many bytes it has. */
  long size();

  /**
   * Reads some of the bytes from {@code position} on, as many as come at once and at least one;
   * none if {@code into} has no room.
   *
   * @return how many, or -1 at the end
   * @throws DataCorruptException if they are not the bytes that were written there
   */
  int read(ByteBuffer into, long position) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * Opens a file that was written with or without encryption; it says so itself. Closing the input
   * closes the channel; so does a failure.
   *
   * @param name by which it lies in the archive
   * @throws KeyMissing if it is encrypted and its master key is not at hand
   * @throws DataCorruptException if it is encrypted and spoilt, or was written under another name
   */
  static FileInput open(FileChannel channel, String name, MasterKeys keys) throws IOException {
    try {
      return EncryptedFile.isOne(channel)
          ? DecryptedInput.open(channel, name, keys)
          : new PlainInput(channel, channel.size());
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /**
   * How many bytes a file has that is open, without reading them; no key is needed. -1 if no file
   * that was written as a whole has that length.
   */
  static long size(FileChannel channel) throws IOException {
    return EncryptedFile.isOne(channel) ? EncryptedFile.plainBytes(channel.size()) : channel.size();
  }
}
