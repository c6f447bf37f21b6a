package org.openrecorder.archive.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that wraps the keys of files. It encrypts nothing itself: what wraps, and the id by which
 * the key is known, are derived from it (HKDF-Expand of RFC 5869, by HMAC-SHA-256), so that neither
 * says anything of the other.
 */
public final class MasterKey {

  /** Of a key, for AES-256. */
  public static final int BYTES = 32;

  private static final byte[] WRAPS = label("open-recorder master key 1: wraps");
  private static final byte[] ID = label("open-recorder master key 1: id");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String name;
  private final KeyId id;
  private final AesGcm wrapping;

  /**
   * A master key.
   *
   * @param name what people call it
   * @param key 32 random bytes
   */
  public MasterKey(String name, byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a master key has " + BYTES + " bytes");
    }
    this.name = name;
    this.wrapping = new AesGcm(derived(key, WRAPS));
    this.id = new KeyId(HexFormat.of().formatHex(derived(key, ID), 0, KeyId.BYTES));
  }

  /** The last byte counts the blocks of output, of which one is enough. */
  private static byte[] label(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    byte[] counted = Arrays.copyOf(bytes, bytes.length + 1);
    counted[bytes.length] = 1;
    return counted;
  }

  private static byte[] derived(byte[] key, byte[] label) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(label);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
    }
  }

  public String name() {
    return name;
  }

  public KeyId id() {
    return id;
  }

  /** Wraps a file's key for that file alone. */
  byte[] wrap(byte[] fileKey, byte[] file) {
    byte[] nonce = new byte[AesGcm.NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] wrapped = Arrays.copyOf(nonce, AesGcm.NONCE_BYTES + BYTES + AesGcm.TAG_BYTES);
    wrapping.encrypt(nonce, file, fileKey, BYTES, wrapped, AesGcm.NONCE_BYTES);
    return wrapped;
  }

  /** The key of that file; empty if this is not what was wrapped, or not for that file. */
  Optional<byte[]> unwrap(byte[] wrapped, byte[] file) {
    byte[] nonce = Arrays.copyOf(wrapped, AesGcm.NONCE_BYTES);
    byte[] sealed = Arrays.copyOfRange(wrapped, AesGcm.NONCE_BYTES, wrapped.length);
    byte[] fileKey = new byte[BYTES];
    return wrapping.decrypt(nonce, file, sealed, sealed.length, fileKey)
        ? Optional.of(fileKey)
        : Optional.empty();
  }

  /** Never the key. */
  @Override
  public String toString() {
    return name + " (" + id + ")";
  }
}
