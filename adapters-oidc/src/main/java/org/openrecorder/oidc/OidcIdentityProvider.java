package org.openrecorder.oidc;

import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
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
    List<JsonWebKey> unused = keys.known();
    return new OidcIdentityProvider(
        new TokenCheck(provider.issuer().toString(), provider.audience(), clock), keys, published);
  }

  @Override
  public Verdict verdict(String token) {
    return switch (check.of(token, keys.known())) {
      case TokenCheck.Result.UnknownKey other -> verdictOfNewerKeys(token);
      case TokenCheck.Result.Valid(var claims) -> new Verdict.Vouched(claims);
      case TokenCheck.Result.Invalid(String why) -> new Verdict.NotVouched(why);
    };
  }

  private Verdict verdictOfNewerKeys(String token) {
    return switch (keys.newer()) {
      case ProviderKeys.Newer.Here(List<JsonWebKey> found) -> verdict(check.of(token, found));
      case ProviderKeys.Newer.Unknown(String why) -> new Verdict.CannotTell(why);
    };
  }

  private static Verdict verdict(TokenCheck.Result result) {
    return switch (result) {
      case TokenCheck.Result.UnknownKey none ->
          new Verdict.NotVouched("the provider has no such key");
      case TokenCheck.Result.Valid(var claims) -> new Verdict.Vouched(claims);
      case TokenCheck.Result.Invalid(String why) -> new Verdict.NotVouched(why);
    };
  }

  @Override
  public void close() {
    published.close();
  }
}
