package org.openrecorder.domain.access;

import java.time.Instant;
import java.util.Optional;

/**
 * One of the secrets of a stored client, which itself is not kept.
 *
 * @param number by which it is named, counted for each client
 * @param hash in the form of whoever made it
 * @param validUntil empty for as long as it is there
 */
public record ClientSecret(int number, String hash, Instant madeAt, Optional<Instant> validUntil) {

  public boolean validAt(Instant now) {
    return validUntil.filter(end -> !now.isBefore(end)).isEmpty();
  }

  /** The same until then, or as long as it was, whichever is sooner. */
  public ClientSecret until(Instant end) {
    Instant sooner = validUntil.filter(end::isAfter).orElse(end);
    return new ClientSecret(number, hash, madeAt, Optional.of(sooner));
  }
}
