package org.openrecorder.rest.planted;

import org.jose4j.jwt.JwtClaims;

/** Planted: tokens of an identity provider are read in their adapter. */
public final class ReadsAToken {

  public JwtClaims claims() {
    return new JwtClaims();
  }
}
