package org.openrecorder.edge;

import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.openrecorder.application.identity.AuthenticateToken;
import org.openrecorder.application.identity.AuthenticateTokenService;
import org.openrecorder.application.identity.ClaimNames;
import org.openrecorder.application.identity.ServiceAccountRule;
import org.openrecorder.application.identity.TokenClientMapper;
import org.openrecorder.application.identity.TokenUserMapper;
import org.openrecorder.application.port.ClientAuthenticator;
import org.openrecorder.application.port.IdentityProvider;
import org.openrecorder.settings.Network;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.RecorderSettings.Pace;
import org.openrecorder.settings.RecorderSettings.Trust;
import org.openrecorder.testing.FixedUsers;

/** The filters that need something of the server, as {@link TestServer} takes them. */
final class TestFilters {

  static final Limits GENEROUS =
      new Limits(new Pace(10_000, 10_000), 1_000, new Pace(10_000, 10_000));

  /** Knows no names and no pages. */
  private static final Trust NO_TRUST =
      new Trust(List.of(), Optional.empty(), List.of(), List.of());

  private TestFilters() {}

  /** Those that let everybody ask as often as the tests like. */
  static List<Filter> generous(
      ClientAuthenticator authenticator, TestDenials denials, ErrorResponses rejections) {
    return generous(authenticator, IdentityProvider.NONE, denials, rejections);
  }

  /** The same where somebody vouches for callers, with the claims {@code azp} and {@code user}. */
  static List<Filter> generous(
      ClientAuthenticator authenticator,
      IdentityProvider provider,
      TestDenials denials,
      ErrorResponses rejections) {
    return limited(authenticator, provider, denials, rejections, GENEROUS, System::nanoTime);
  }

  /** The same where these proxies are believed. */
  static List<Filter> behind(List<Network> proxies, List<Filter> filters) {
    return filters.stream()
        .map(one -> one instanceof ForwardedFilter ? new ForwardedFilter(proxies) : one)
        .toList();
  }

  static List<Filter> limited(
      ClientAuthenticator authenticator,
      TestDenials denials,
      ErrorResponses rejections,
      Limits limits,
      LongSupplier nanos) {
    return limited(authenticator, IdentityProvider.NONE, denials, rejections, limits, nanos);
  }

  /** The same where proxies, names and pages are known. */
  static List<Filter> trusting(
      Trust trust,
      ClientAuthenticator authenticator,
      TestDenials denials,
      ErrorResponses rejections) {
    return limited(
        trust,
        authenticator,
        IdentityProvider.NONE,
        denials,
        rejections,
        GENEROUS,
        System::nanoTime);
  }

  private static List<Filter> limited(
      ClientAuthenticator authenticator,
      IdentityProvider provider,
      TestDenials denials,
      ErrorResponses rejections,
      Limits limits,
      LongSupplier nanos) {
    return limited(NO_TRUST, authenticator, provider, denials, rejections, limits, nanos);
  }

  private static List<Filter> limited(
      Trust trust,
      ClientAuthenticator authenticator,
      IdentityProvider provider,
      TestDenials denials,
      ErrorResponses rejections,
      Limits limits,
      LongSupplier nanos) {
    return List.of(
        new ForwardedFilter(trust.proxies()),
        new RequestBodyFilter(Duration.ofSeconds(2), rejections),
        new AddressRateFilter(limits.address(), denials.access(), rejections, nanos),
        new LoginGuardFilter(denials.access(), rejections, nanos),
        new CallerFilter(
            authenticator,
            bearers(authenticator, provider),
            new WebPages(trust),
            denials.access(),
            rejections),
        new ClientRateFilter(limits, denials.clients(), rejections, nanos),
        new ApiUrlFilter(denials.audit(), rejections));
  }

  private static AuthenticateToken bearers(
      ClientAuthenticator authenticator, IdentityProvider provider) {
    ClaimNames names =
        new ClaimNames(
            "azp",
            "user",
            "group",
            "team",
            "extensions",
            Optional.empty(),
            List.of(ServiceAccountRule.Form.SUBJECT));
    TokenUserMapper people = new TokenUserMapper(names, new FixedUsers());
    return new AuthenticateTokenService(
        authenticator, provider, new TokenClientMapper(names, Set.of(), authenticator, people));
  }
}
