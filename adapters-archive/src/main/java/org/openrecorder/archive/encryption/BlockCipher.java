package org.openrecorder.archive.encryption;

import java.nio.ByteBuffer;

/** Encrypts and decrypts the blocks of one file. */
final class BlockCipher {

  private final AesGcm cipher;
  private final byte[] identity;

  BlockCipher(byte[] fileKey, byte[] identity) {
    this.cipher = new AesGcm(fileKey);
    this.identity = identity;
  }

  /** Encrypts a block, each number once. The result is a tag longer. */
  void encrypt(long number, boolean last, byte[] plain, int count, byte[] into) {
    cipher.encrypt(nonce(number), bound(number, last), plain, count, into, 0);
  }

  /** Decrypts a block of that many bytes and a tag; answers whether it is the one. */
  boolean decrypt(long number, boolean last, byte[] sealed, int count, byte[] into) {
    return cipher.decrypt(nonce(number), bound(number, last), sealed, count, into);
  }

  private static byte[] nonce(long number) {
    return ByteBuffer.allocate(AesGcm.NONCE_BYTES)
        .putLong(AesGcm.NONCE_BYTES - Long.BYTES, number)
        .array();
  }

  private byte[] bound(long number, boolean last) {
    return ByteBuffer.allocate(identity.length + Long.BYTES + 1)
        .put(identity)
        .putLong(number)
        .put((byte) (last ? 1 : 0))
        .array();
  }
}
