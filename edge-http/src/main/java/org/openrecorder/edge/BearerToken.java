package org.openrecorder.edge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client's token, as a header carries it (RFC 6750). */
record BearerToken(String value) {

  private static final Pattern HEADER =
      Pattern.compile("bearer +([A-Za-z0-9._~+/-]{1,7998}={0,2})", Pattern.CASE_INSENSITIVE);

  /**
   * Reads the value of an {@code Authorization} header; empty if it is anything else or out of
   * bounds.
   */
  static Optional<BearerToken> parse(String header) {
    if (header.length() > BasicCredentials.MOST_HEADER) {
      return Optional.empty();
    }
    Matcher bearer = HEADER.matcher(header.strip());
    return bearer.matches() ? Optional.of(new BearerToken(bearer.group(1))) : Optional.empty();
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "a bearer token";
  }
}
