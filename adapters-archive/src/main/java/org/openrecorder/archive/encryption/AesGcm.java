package org.openrecorder.archive.encryption;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's AES-256-GCM under one key. */
final class AesGcm {

  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private final SecretKeySpec key;

  AesGcm(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * Encrypts the first {@code count} bytes.
   *
   * @param nonce never used before under this key
   * @param bound what is not in the result and must be the same when it is decrypted
   * @param into where the result goes from {@code at} on, which is a tag longer
   */
  void encrypt(byte[] nonce, byte[] bound, byte[] plain, int count, byte[] into, int at) {
    try {
      int unused = cipher(Cipher.ENCRYPT_MODE, nonce, bound).doFinal(plain, 0, count, into, at);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has AES-GCM", impossible);
    }
  }

  /**
   * Decrypts the first {@code count} bytes, which are a tag longer than the result. Answers whether
   * they are what was encrypted, with the same nonce and bound to the same.
   */
  boolean decrypt(byte[] nonce, byte[] bound, byte[] sealed, int count, byte[] into) {
    try {
      int unused = cipher(Cipher.DECRYPT_MODE, nonce, bound).doFinal(sealed, 0, count, into, 0);
      return true;
    } catch (AEADBadTagException changed) {
      return false;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has AES-GCM", impossible);
    }
  }

  /** A new one each time: a master key is used by several threads at once. */
  private Cipher cipher(int mode, byte[] nonce, byte[] bound) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(bound);
    return cipher;
  }
}
