package org.openrecorder.bootstrap;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.application.identity.AuthenticateToken;
import org.openrecorder.application.identity.AuthenticateTokenService;
import org.openrecorder.application.identity.ClaimNames;
import org.openrecorder.application.identity.ServiceAccountRule;
import org.openrecorder.application.identity.TokenClientMapper;
import org.openrecorder.application.identity.TokenUserMapper;
import org.openrecorder.application.port.ClientAuthenticator;
import org.openrecorder.application.port.IdentityProvider;
import org.openrecorder.application.port.UserDirectory;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.oidc.OidcIdentityProvider;
import org.openrecorder.oidc.ProviderConfig;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.RecorderSettings.IdentityClaims;
import org.openrecorder.settings.RecorderSettings.ServiceAccountProof;

/** Who brings a token, and who vouches for that. */
@Singleton
class Identification {

  /** Without an identity provider no claim is ever looked at. */
  private static final ClaimNames UNUSED =
      new ClaimNames("azp", "user", "group", "team", "extensions", Optional.empty(), List.of());

  /** A client of the provider that is called so is not who has that name here. */
  private static final Set<ClientName> RESERVED =
      Set.of(
          new ClientName(AdministratorBootstrap.NAME),
          ClientCredentials.TRUSTED_NETWORK,
          new ClientName("-"));

  @Produces
  @Singleton
  IdentityProvider provider(RecorderSettings settings, InstantSource clock) {
    return settings
        .identityProvider()
        .<IdentityProvider>map(one -> OidcIdentityProvider.of(provider(one), clock))
        .orElse(IdentityProvider.NONE);
  }

  private static ProviderConfig provider(RecorderSettings.IdentityProvider setting) {
    return new ProviderConfig(setting.issuer(), setting.audience(), setting.certificates());
  }

  void close(@Disposes IdentityProvider provider) {
    if (provider instanceof OidcIdentityProvider asked) {
      asked.close();
    }
  }

  @Produces
  @Singleton
  AuthenticateToken bearers(
      RecorderSettings settings,
      ClientAuthenticator authenticator,
      UserDirectory users,
      IdentityProvider provider) {
    ClaimNames names = settings.identityProvider().map(one -> names(one.claims())).orElse(UNUSED);
    TokenUserMapper people = new TokenUserMapper(names, users);
    return new AuthenticateTokenService(
        authenticator, provider, new TokenClientMapper(names, RESERVED, authenticator, people));
  }

  private static ClaimNames names(IdentityClaims claims) {
    return new ClaimNames(
        claims.client(),
        claims.user(),
        claims.group(),
        claims.team(),
        claims.extensions(),
        claims.permissions(),
        claims.serviceAccounts().stream().map(Identification::rule).toList());
  }

  private static ServiceAccountRule rule(ServiceAccountProof setting) {
    return switch (setting) {
      case ServiceAccountProof.Form.KEYCLOAK -> ServiceAccountRule.Form.KEYCLOAK;
      case ServiceAccountProof.Form.ENTRA -> ServiceAccountRule.Form.ENTRA;
      case ServiceAccountProof.Form.AUTH0 -> ServiceAccountRule.Form.AUTH0;
      case ServiceAccountProof.Form.SUBJECT -> ServiceAccountRule.Form.SUBJECT;
      case ServiceAccountProof.Says(String claim, String value) ->
          new ServiceAccountRule.Says(claim, value);
    };
  }
}
