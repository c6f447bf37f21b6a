package org.openrecorder.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs audit records and seals by HMAC-SHA256. An account that can write to the database, but does
 * not have the key, cannot add a record or rebuild the chain undetected.
 */
public final class AuditKey {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  public AuditKey(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * Derives a key for another purpose, which reveals nothing of this one.
   *
   * @param purpose names the purpose
   * @return 32 bytes, always the same for one purpose
   */
  public byte[] derived(String purpose) {
    return mac("derived key " + purpose);
  }

  /**
   * The signature of a hash, as 64 lower-case hexadecimal digits; {@code kind} names what is
   * signed.
   */
  String sign(String kind, String hash) {
    return HexFormat.of().formatHex(mac(kind + " " + hash));
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
    }
  }

  boolean hasSigned(String kind, String hash, String signature) {
    return MessageDigest.isEqual(
        sign(kind, hash).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  /** Omits the key. */
  @Override
  public String toString() {
    return "audit key";
  }
}
