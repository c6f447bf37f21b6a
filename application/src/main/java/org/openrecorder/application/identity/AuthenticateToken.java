package org.openrecorder.application.identity;

import org.openrecorder.application.Result;
import org.openrecorder.domain.access.ApiPrincipal;

/** Identifies the principal of a token. */
@FunctionalInterface
public interface AuthenticateToken {

  /**
   * The principal, which may turn out to have no permission. Leaves no audit record: that is the
   * task of the caller of this method.
   *
   * @param token as the client sent it, any text of up to 8,000 characters
   * @return rejected with UNAUTHENTICATED for an invalid token, with IDENTITY_UNAVAILABLE if its
   *     validity cannot be determined at the moment
   */
  Result<ApiPrincipal> identify(String token, String address);
}
