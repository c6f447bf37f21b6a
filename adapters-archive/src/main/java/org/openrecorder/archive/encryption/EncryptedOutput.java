package org.openrecorder.archive.encryption;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/** Encrypts a file while it is written, in the memory of two blocks. */
public final class EncryptedOutput implements FileOutput {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Sink sink;
  private final BlockCipher cipher;
  private final byte[] block = new byte[EncryptedFile.BLOCK];
  private final byte[] sealed = new byte[EncryptedFile.SEALED_BLOCK];
  private int filled;
  private long number;

  private EncryptedOutput(Sink sink, BlockCipher cipher) {
    this.sink = sink;
    this.cipher = cipher;
  }

  /**
   * Begins a file with a new key of its own.
   *
   * @param name by which it will lie in the archive, and can be read again
   */
  public static EncryptedOutput begin(Sink sink, String name, MasterKey masterKey)
      throws IOException {
    byte[] fileKey = new byte[MasterKey.BYTES];
    RANDOM.nextBytes(fileKey);
    byte[] random = new byte[EncryptedFile.PAGE];
    RANDOM.nextBytes(random);
    byte[] identity = EncryptedFile.identity(random);
    KeySlot slot = KeySlot.of(masterKey, fileKey, EncryptedFile.bound(identity, name));
    sink.write(
        ByteBuffer.allocate(EncryptedFile.FIRST_BLOCK)
            .put(identity)
            .put(EncryptedFile.PAGE, slot.page())
            .clear());
    return new EncryptedOutput(sink, new BlockCipher(fileKey, identity));
  }

  /** A full block waits for what comes after it: only then is it known whether it is the last. */
  @Override
  public void write(byte[] bytes, int count) throws IOException {
    int taken = 0;
    while (taken < count) {
      if (filled == EncryptedFile.BLOCK) {
        writeBlock(false);
      }
      int fits = Math.min(count - taken, EncryptedFile.BLOCK - filled);
      System.arraycopy(bytes, taken, block, filled, fits);
      filled += fits;
      taken += fits;
    }
  }

  @Override
  public void finish() throws IOException {
    writeBlock(true);
    Arrays.fill(block, (byte) 0);
  }

  private void writeBlock(boolean last) throws IOException {
    cipher.encrypt(number, last, block, filled, sealed);
    sink.write(ByteBuffer.wrap(sealed, 0, filled + AesGcm.TAG_BYTES));
    number++;
    filled = 0;
  }
}
