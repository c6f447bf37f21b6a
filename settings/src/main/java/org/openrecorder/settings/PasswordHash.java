package org.openrecorder.settings;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The hash of a password: PBKDF2 (RFC 8018) with HMAC-SHA-512 and 210,000 rounds, as OWASP
 * recommends, and 16 bytes of salt, written as {@code pbkdf2-sha512$ROUNDS$SALT$HASH}. Older hashes
 * with HMAC-SHA-256 are still accepted.
 */
public record PasswordHash(String text) {

  private static final int ROUNDS = 210_000;
  private static final int FEWEST_ROUNDS = 100_000;

  /** With more rounds a hash that an attacker plants could block the server. */
  private static final int MOST_ROUNDS = 5_000_000;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 64;
  private static final Pattern FORM =
      Pattern.compile(
          "pbkdf2-sha(256|512)\\$([0-9]{6,7})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{43,86})");
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Reads a hash in its written form.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public PasswordHash {
    int rounds = Integer.parseInt(parts(text).group(2));
    if (rounds < FEWEST_ROUNDS || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException("has too few or too many rounds");
    }
  }

  private static Matcher parts(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("is no hash of a secret");
    }
    return parts;
  }

  /** A new hash with a fresh salt. */
  public static PasswordHash of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] hash = derive("512", password, salt, ROUNDS, HASH_BYTES);
    return new PasswordHash(
        String.join("$", "pbkdf2-sha512", Integer.toString(ROUNDS), base64(salt), base64(hash)));
  }

  /** Whether this is the hash of the password. Takes about a tenth of a second. */
  public boolean matches(String password) {
    Matcher parts = parts(text);
    byte[] salt = Base64.getDecoder().decode(parts.group(3));
    byte[] expected = Base64.getDecoder().decode(parts.group(4));
    int rounds = Integer.parseInt(parts.group(2));
    return MessageDigest.isEqual(
        expected, derive(parts.group(1), password, salt, rounds, expected.length));
  }

  private static byte[] derive(
      String bits, String password, byte[] salt, int rounds, int hashBytes) {
    PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, rounds, hashBytes * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + bits)
          .generateSecret(key)
          .getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has PBKDF2", impossible);
    } finally {
      key.clearPassword();
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Omits the hash: with it an attacker can try passwords offline. */
  @Override
  public String toString() {
    return Secret.MASK;
  }
}
