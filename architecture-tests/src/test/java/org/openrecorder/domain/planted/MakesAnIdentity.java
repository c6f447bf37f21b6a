package org.openrecorder.domain.planted;

import java.util.UUID;

/** Planted: the domain must be told identities. */
public final class MakesAnIdentity {

  public UUID identity() {
    return UUID.randomUUID();
  }
}
