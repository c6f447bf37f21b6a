package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openrecorder.domain.access.ClientSecret;

/** A secret of a client, as columns of {@code client_secret}. */
@Embeddable
record SecretColumns(
    @Column(name = "secret_number") int number,
    String hash,
    @Column(name = "made_at") Instant madeAt,
    @Column(name = "valid_until") @Nullable Instant validUntil) {

  static SecretColumns of(ClientSecret secret) {
    return new SecretColumns(
        secret.number(),
        secret.hash(),
        ColumnTime.of(secret.madeAt()),
        ColumnTime.of(secret.validUntil()));
  }

  ClientSecret toDomain() {
    return new ClientSecret(number, hash, madeAt, Optional.ofNullable(validUntil));
  }
}
