package org.openrecorder.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What is kept of a bearer token: its SHA-256, written as {@code sha256$HASH}. A token is all that
 * says who calls, so it is found by its hash, which a salt would not let; its length has to protect
 * it instead.
 */
public record TokenHash(String text) {

  private static final Pattern FORM = Pattern.compile("sha256\\$[A-Za-z0-9+/]{43}");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{20,198}={0,2}");

  /**
   * Takes a hash as it was written.
   *
   * @throws IllegalArgumentException if it is none
   */
  public TokenHash {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("is no hash of a token");
    }
  }

  /** The hash of a token, or of what a request says is one. */
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
   * Takes a token of 20 to 200 characters (RFC 6750, section 2.1), or the hash of one.
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

  /** Not the hash: who has it may try tokens as fast as a machine can. */
  @Override
  public String toString() {
    return Secret.MASK;
  }
}
