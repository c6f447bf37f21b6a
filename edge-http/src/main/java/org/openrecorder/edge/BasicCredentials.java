package org.openrecorder.edge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client's name and secret, as HTTP Basic carries them (RFC 7617, in UTF-8). */
record BasicCredentials(String name, String secret) {

  /** Characters of a header: the longest name and secret, four bytes each, in BASE64. */
  static final int MOST_HEADER = 8_192;

  static final int MOST_NAME = 100;
  static final int MOST_SECRET = 1_000;

  private static final Pattern HEADER =
      Pattern.compile("basic +([A-Za-z0-9+/]+={0,2})", Pattern.CASE_INSENSITIVE);

  /**
   * Reads the value of an {@code Authorization} header; empty if it is anything else or out of
   * bounds.
   */
  static Optional<BasicCredentials> parse(String header) {
    if (header.length() > MOST_HEADER) {
      return Optional.empty();
    }
    Matcher basic = HEADER.matcher(header.strip());
    return basic.matches()
        ? decoded(basic.group(1)).flatMap(BasicCredentials::split)
        : Optional.empty();
  }

  private static Optional<String> decoded(String base64) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (IllegalArgumentException | CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  /** The first colon divides; a name holds none, a secret may. */
  private static Optional<BasicCredentials> split(String pair) {
    int colon = pair.indexOf(':');
    return colon > 0 && pair.chars().noneMatch(Character::isISOControl)
        ? bounded(pair.substring(0, colon), pair.substring(colon + 1))
        : Optional.empty();
  }

  private static Optional<BasicCredentials> bounded(String name, String secret) {
    boolean fits = name.length() <= MOST_NAME && secret.length() <= MOST_SECRET;
    return fits ? Optional.of(new BasicCredentials(name, secret)) : Optional.empty();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "credentials of " + name;
  }
}
