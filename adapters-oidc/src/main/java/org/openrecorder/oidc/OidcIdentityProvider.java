package org.openrecorder.oidc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jose4j.jwk.JsonWebKey;
import org.openrecorder.application.port.IdentityProvider;

/**
 * Reads tokens with the keys that the provider publishes. With a key that is known nothing is asked
 * of the provider.
 */
public final class OidcIdentityProvider implements IdentityProvider, AutoCloseable {

  private final TokenValidator check;
  private final JwksCache keys;
  private final JwksClient published;

  OidcIdentityProvider(TokenValidator check, JwksCache keys, JwksClient published) {
    this.check = check;
    this.keys = keys;
    this.published = published;
  }

  /** The provider; its keys are being asked for when this returns, and no request has waited. */
  public static OidcIdentityProvider of(ProviderConfig provider, InstantSource clock) {
    return of(provider, clock, System::nanoTime);
  }

  static OidcIdentityProvider of(ProviderConfig provider, InstantSource clock, LongSupplier nanos) {
    JwksClient published = new JwksClient(provider);
    JwksCache keys = new JwksCache(published::fetch, nanos);
    keys.refresh();
    return new OidcIdentityProvider(
        new TokenValidator(provider.issuer().toString(), provider.audience(), clock),
        keys,
        published);
  }

  /** How often {@link #refresh()} wants to be called: a withdrawn key is good for so long. */
  public static Duration refreshEvery() {
    return JwksCache.EVERY;
  }

  /** Asks the provider for its keys; does not wait for the answer, and never throws. */
  public void refresh() {
    keys.refresh();
  }

  @Override
  public Verdict verdict(String token) {
    return verdict(check.of(token, keys.known()), () -> verdictOfNewerKeys(token));
  }

  private Verdict verdictOfNewerKeys(String token) {
    return switch (keys.newer()) {
      case JwksCache.Newer.Here(List<JsonWebKey> found) ->
          verdict(
              check.of(token, found), () -> new Verdict.NotVouched("the provider has no such key"));
      case JwksCache.Newer.Unknown(String why) -> verdictOfKeptKeys(token, why);
    };
  }

  /** Old keys are good again once it is clear that the provider is silent. */
  private Verdict verdictOfKeptKeys(String token, String why) {
    return verdict(check.of(token, keys.known()), () -> new Verdict.CannotTell(why));
  }

  private static Verdict verdict(TokenValidator.Result result, Supplier<Verdict> ofUnknownKey) {
    return switch (result) {
      case TokenValidator.Result.UnknownKey none -> ofUnknownKey.get();
      case TokenValidator.Result.Valid(var claims) -> new Verdict.Vouched(claims);
      case TokenValidator.Result.Invalid(String why) -> new Verdict.NotVouched(why);
    };
  }

  @Override
  public void close() {
    published.close();
  }
}
