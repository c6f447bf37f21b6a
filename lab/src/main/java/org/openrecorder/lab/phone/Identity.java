package org.openrecorder.lab.phone;

import java.util.Optional;

/**
 * Who a phone says that it is in the calls it makes. Nothing is escaped: what a hostile phone
 * writes here is sent as it stands.
 *
 * @param user the user part of the From header, percent-encoded; empty for the endpoint's name
 * @param displayName the name before it; empty for none
 * @param asserted the user part of the P-Asserted-Identity header, percent-encoded; empty for no
 *     such header
 * @param assertedName the name before that one; empty for none
 * @param userAgent the User-Agent header; empty for none
 */
public record Identity(
    Optional<String> user,
    Optional<String> displayName,
    Optional<String> asserted,
    Optional<String> assertedName,
    Optional<String> userAgent) {

  /** That of an honest phone. */
  public static final Identity USUAL =
      new Identity(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public Identity withUser(String encoded) {
    return new Identity(Optional.of(encoded), displayName, asserted, assertedName, userAgent);
  }

  public Identity withDisplayName(String name) {
    return new Identity(user, Optional.of(name), asserted, assertedName, userAgent);
  }

  public Identity withAsserted(String encoded) {
    return new Identity(user, displayName, Optional.of(encoded), assertedName, userAgent);
  }

  public Identity withAssertedName(String name) {
    return new Identity(user, displayName, asserted, Optional.of(name), userAgent);
  }

  public Identity withUserAgent(String name) {
    return new Identity(user, displayName, asserted, assertedName, Optional.of(name));
  }
}
