package org.openrecorder.domain.access;

import java.time.Instant;
import java.util.Optional;

/**
 * One secret of a stored client. The server keeps its hash and not the secret.
 *
 * @param number identifies the secret, counted for each client
 * @param hash in the format of the generator that made it
 * @param validUntil empty if the secret is valid until it is removed
 */
public record ClientSecret(int number, String hash, Instant madeAt, Optional<Instant> validUntil) {

  public boolean validAt(Instant now) {
    return validUntil.filter(end -> !now.isBefore(end)).isEmpty();
  }

  /** The same secret, valid until {@code end} or until its own end, whichever is sooner. */
  public ClientSecret until(Instant end) {
    Instant sooner = validUntil.filter(end::isAfter).orElse(end);
    return new ClientSecret(number, hash, madeAt, Optional.of(sooner));
  }
}
