package org.openrecorder.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The stored form of a bearer token: its SHA-256, written as {@code sha256$HASH}. A token alone
 * identifies the client, so the server looks it up by its hash. That rules out a salt; the token's
 * length protects it instead.
 */
public record TokenHash(String text) {

  private static final Pattern FORM = Pattern.compile("sha256\\$[A-Za-z0-9+/]{43}");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{20,198}={0,2}");

  /**
   * Reads a hash in its written form.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public TokenHash {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("is no hash of a token");
    }
  }

  /** The hash of a token, or of any text in its place in a request. */
  public static TokenHash of(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return new TokenHash("sha256$" + Base64.getEncoder().withoutPadding().encodeToString(hash));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /**
   * Reads a token of 20 to 200 characters (RFC 6750, section 2.1), or the hash of one.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static TokenHash read(String text) {
    if (FORM.matcher(text).matches()) {
      return new TokenHash(text);
    }
    if (!TOKEN.matcher(text).matches()) {
      throw new IllegalArgumentException("is no token");
    }
    return of(text);
  }

  /** Omits the hash: with it an attacker can try tokens offline. */
  @Override
  public String toString() {
    return Secret.MASK;
  }
}
