package org.openrecorder.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs, by HMAC-SHA256, what only the server writes. An account that can write to the database and
 * does not have the key can neither add a row nor make the chain anew without being found.
 */
public final class AuditKey {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  public AuditKey(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * Another key, for something else than this trail, that tells nothing of this one.
   *
   * @param purpose what it is for
   * @return 32 bytes, always the same
   */
  public byte[] derived(String purpose) {
    return mac("derived key " + purpose);
  }

  /** The signature of a hash, as 64 small hexadecimal digits; {@code kind} says what it is of. */
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

  /** Not the key. */
  @Override
  public String toString() {
    return "audit key";
  }
}
