package org.openrecorder.application.identity;

import org.openrecorder.application.Result;
import org.openrecorder.domain.access.ApiPrincipal;

/** Finds out who brings a token. */
@FunctionalInterface
public interface AuthenticateToken {

  /**
   * The caller, who may turn out to be allowed nothing. Leaves no audit row: that is for the code
   * that asks.
   *
   * @param token as given by the caller, any text of up to 8,000 characters
   * @return refused with UNAUTHENTICATED for a token that is no good, with IDENTITY_UNAVAILABLE if
   *     that cannot be told at the moment
   */
  Result<ApiPrincipal> identify(String token, String address);
}
