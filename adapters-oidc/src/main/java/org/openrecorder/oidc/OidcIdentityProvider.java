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

  private final TokenCheck check;
  private final ProviderKeys keys;
  private final PublishedKeys published;

  OidcIdentityProvider(TokenCheck check, ProviderKeys keys, PublishedKeys published) {
    this.check = check;
    this.keys = keys;
    this.published = published;
  }

  /** The provider; its keys are being asked for when this returns, and nobody has waited. */
  public static OidcIdentityProvider of(Provider provider, InstantSource clock) {
    return of(provider, clock, System::nanoTime);
  }

  static OidcIdentityProvider of(Provider provider, InstantSource clock, LongSupplier nanos) {
    PublishedKeys published = new PublishedKeys(provider);
    ProviderKeys keys = new ProviderKeys(published::fetch, nanos);
    keys.refresh();
    return new OidcIdentityProvider(
        new TokenCheck(provider.issuer().toString(), provider.audience(), clock), keys, published);
  }

  /** How often {@link #refresh()} wants to be called: a withdrawn key is good for so long. */
  public static Duration refreshEvery() {
    return ProviderKeys.EVERY;
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
      case ProviderKeys.Newer.Here(List<JsonWebKey> found) ->
          verdict(
              check.of(token, found), () -> new Verdict.NotVouched("the provider has no such key"));
      case ProviderKeys.Newer.Unknown(String why) -> verdictOfKeptKeys(token, why);
    };
  }

  /** Old keys are good again once it is clear that the provider is silent. */
  private Verdict verdictOfKeptKeys(String token, String why) {
    return verdict(check.of(token, keys.known()), () -> new Verdict.CannotTell(why));
  }

  private static Verdict verdict(TokenCheck.Result result, Supplier<Verdict> ofUnknownKey) {
    return switch (result) {
      case TokenCheck.Result.UnknownKey none -> ofUnknownKey.get();
      case TokenCheck.Result.Valid(var claims) -> new Verdict.Vouched(claims);
      case TokenCheck.Result.Invalid(String why) -> new Verdict.NotVouched(why);
    };
  }

  @Override
  public void close() {
    published.close();
  }
}
