package org.openrecorder.archive.encryption;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.openrecorder.application.port.DataCorruptException;

/**
 * Decrypts a file while it is read, block by block, in the memory of two. No byte of a block is
 * given before all of it is known to be right.
 */
final class DecryptedInput implements FileInput {

  private final FileChannel channel;
  private final BlockCipher cipher;
  private final long size;
  private final byte[] sealed = new byte[EncryptedFile.SEALED_BLOCK];
  private final byte[] block = new byte[EncryptedFile.BLOCK];

  /** The number of the block that is decrypted, or -1. */
  private long number = -1;

  private DecryptedInput(FileChannel channel, BlockCipher cipher, long size) {
    this.channel = channel;
    this.cipher = cipher;
    this.size = size;
  }

  static DecryptedInput open(FileChannel channel, String name, MasterKeys keys) throws IOException {
    long size = EncryptedFile.plainBytes(channel.size());
    if (size < 0) {
      throw new DataCorruptException("an encrypted file of the archive has been cut");
    }
    DecryptedInput input =
        new DecryptedInput(channel, new WrappedKey(channel, name).cipher(keys), size);
    if (size == 0) {
      // no reader ever comes to the one block that says so
      input.decrypt(0);
    }
    return input;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    if (position >= size) {
      return -1;
    }
    decrypt(position / EncryptedFile.BLOCK);
    int at = (int) (position % EncryptedFile.BLOCK);
    int given = Math.min(into.remaining(), plainBytes(number) - at);
    into.put(block, at, given);
    return given;
  }

  private int plainBytes(long wanted) {
    return (int) Math.min(EncryptedFile.BLOCK, size - wanted * EncryptedFile.BLOCK);
  }

  private void decrypt(long wanted) throws IOException {
    if (wanted != number) {
      number = -1;
      int bytes = plainBytes(wanted) + AesGcm.TAG_BYTES;
      long from = EncryptedFile.FIRST_BLOCK + wanted * EncryptedFile.SEALED_BLOCK;
      boolean last = (wanted + 1) * EncryptedFile.BLOCK >= size;
      if (EncryptedFile.read(channel, from, sealed, bytes) < bytes
          || !cipher.decrypt(wanted, last, sealed, bytes, block)) {
        throw new DataCorruptException("a block of an encrypted file is not what was written");
      }
      number = wanted;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
