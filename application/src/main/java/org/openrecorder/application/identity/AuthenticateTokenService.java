package org.openrecorder.application.identity;

import java.time.Duration;
import java.util.Optional;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.ClientAuthenticator;
import org.openrecorder.application.port.IdentityProvider;
import org.openrecorder.application.port.IdentityProvider.Verdict;
import org.openrecorder.domain.access.ApiPrincipal;

/** Recognizes this server's own tokens, and relies on the identity provider for all others. */
public final class AuthenticateTokenService implements AuthenticateToken {

  /** The provider responds again as soon as it is up; retrying more often brings nothing new. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final ClientAuthenticator authenticator;
  private final IdentityProvider provider;
  private final TokenClientMapper callers;

  public AuthenticateTokenService(
      ClientAuthenticator authenticator, IdentityProvider provider, TokenClientMapper callers) {
    this.authenticator = authenticator;
    this.provider = provider;
    this.callers = callers;
  }

  @Override
  public Result<ApiPrincipal> identify(String token, String address) {
    Optional<ApiPrincipal> ours = authenticator.bearerOf(token, address);
    return ours.isPresent() ? Result.success(ours.get()) : vouchedFor(token, address);
  }

  private Result<ApiPrincipal> vouchedFor(String token, String address) {
    return switch (provider.verdict(token)) {
      case Verdict.Vouched(var claims) -> callers.of(claims, address);
      case Verdict.NotVouched(String why) -> Result.rejected(Unauthenticated.because(why));
      case Verdict.CannotTell(String why) -> Result.rejected(unavailable(why));
    };
  }

  private static Rejection unavailable(String why) {
    return Rejection.because(
            ErrorCode.IDENTITY_UNAVAILABLE,
            "whether the token is good cannot be told now: the identity provider does not answer",
            why)
        .retryAfter(RETRY);
  }
}
