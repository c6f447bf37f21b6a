package org.openrecorder.application.identity;

import java.time.Duration;
import java.util.Optional;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.port.Credentials;
import org.openrecorder.application.port.IdentityProvider;
import org.openrecorder.application.port.IdentityProvider.Verdict;
import org.openrecorder.domain.access.Caller;

/** Knows our own tokens, and believes the identity provider of the others. */
public final class IdentifyBearerService implements IdentifyBearer {

  /** It answers again as soon as it is up; asking more often than this tells nothing new. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Credentials credentials;
  private final IdentityProvider provider;
  private final CallerByClaims callers;

  public IdentifyBearerService(
      Credentials credentials, IdentityProvider provider, CallerByClaims callers) {
    this.credentials = credentials;
    this.provider = provider;
    this.callers = callers;
  }

  @Override
  public Answer<Caller> identify(String token, String address) {
    Optional<Caller> ours = credentials.bearerOf(token, address);
    return ours.isPresent() ? Answer.granted(ours.get()) : vouchedFor(token, address);
  }

  private Answer<Caller> vouchedFor(String token, String address) {
    return switch (provider.verdict(token)) {
      case Verdict.Vouched(var claims) -> callers.of(claims, address);
      case Verdict.NotVouched(String why) -> Answer.refused(Unauthenticated.because(why));
      case Verdict.CannotTell(String why) -> Answer.refused(unavailable(why));
    };
  }

  private static Refusal unavailable(String why) {
    return Refusal.because(
            RefusalCode.IDENTITY_UNAVAILABLE,
            "whether the token is good cannot be told now: the identity provider does not answer",
            why)
        .retryAfter(RETRY);
  }
}
