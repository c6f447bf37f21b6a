package org.openrecorder.web;

import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.openrecorder.application.identity.CallerByClaims;
import org.openrecorder.application.identity.ClaimNames;
import org.openrecorder.application.identity.IdentifyBearer;
import org.openrecorder.application.identity.IdentifyBearerService;
import org.openrecorder.application.identity.PersonByClaims;
import org.openrecorder.application.identity.ServiceAccountRule;
import org.openrecorder.application.port.Credentials;
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
  static List<Filter> generous(Credentials credentials, TestDenials denials, Refusals refusals) {
    return generous(credentials, IdentityProvider.NONE, denials, refusals);
  }

  /** The same where somebody vouches for callers, with the claims {@code azp} and {@code user}. */
  static List<Filter> generous(
      Credentials credentials, IdentityProvider provider, TestDenials denials, Refusals refusals) {
    return limited(credentials, provider, denials, refusals, GENEROUS, System::nanoTime);
  }

  /** The same where these proxies are believed. */
  static List<Filter> behind(List<Network> proxies, List<Filter> filters) {
    return filters.stream()
        .map(one -> one instanceof ForwardedFilter ? new ForwardedFilter(proxies) : one)
        .toList();
  }

  static List<Filter> limited(
      Credentials credentials,
      TestDenials denials,
      Refusals refusals,
      Limits limits,
      LongSupplier nanos) {
    return limited(credentials, IdentityProvider.NONE, denials, refusals, limits, nanos);
  }

  /** The same where proxies, names and pages are known. */
  static List<Filter> trusting(
      Trust trust, Credentials credentials, TestDenials denials, Refusals refusals) {
    return limited(
        trust, credentials, IdentityProvider.NONE, denials, refusals, GENEROUS, System::nanoTime);
  }

  private static List<Filter> limited(
      Credentials credentials,
      IdentityProvider provider,
      TestDenials denials,
      Refusals refusals,
      Limits limits,
      LongSupplier nanos) {
    return limited(NO_TRUST, credentials, provider, denials, refusals, limits, nanos);
  }

  private static List<Filter> limited(
      Trust trust,
      Credentials credentials,
      IdentityProvider provider,
      TestDenials denials,
      Refusals refusals,
      Limits limits,
      LongSupplier nanos) {
    return List.of(
        new ForwardedFilter(trust.proxies()),
        new TransferFilter(Duration.ofSeconds(2), refusals),
        new AddressRateFilter(limits.address(), denials.access(), refusals, nanos),
        new LoginGuardFilter(denials.access(), refusals, nanos),
        new CallerFilter(
            credentials,
            bearers(credentials, provider),
            new WebPages(trust),
            denials.access(),
            refusals),
        new ClientRateFilter(limits, denials.clients(), refusals, nanos),
        new ApiUrlFilter(denials.audit(), refusals));
  }

  private static IdentifyBearer bearers(Credentials credentials, IdentityProvider provider) {
    ClaimNames names =
        new ClaimNames(
            "azp",
            "user",
            "group",
            "team",
            "extensions",
            Optional.empty(),
            List.of(ServiceAccountRule.Form.SUBJECT));
    PersonByClaims people = new PersonByClaims(names, new FixedUsers());
    return new IdentifyBearerService(
        credentials, provider, new CallerByClaims(names, Set.of(), credentials, people));
  }
}
