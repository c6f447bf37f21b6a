package org.openrecorder.web;

import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.openrecorder.application.Audit;
import org.openrecorder.application.identity.CallerByClaims;
import org.openrecorder.application.identity.ClaimNames;
import org.openrecorder.application.identity.IdentifyBearer;
import org.openrecorder.application.identity.IdentifyBearerService;
import org.openrecorder.application.identity.PersonByClaims;
import org.openrecorder.application.port.Credentials;
import org.openrecorder.application.port.IdentityProvider;
import org.openrecorder.settings.Network;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.RecorderSettings.Pace;
import org.openrecorder.testing.FixedUsers;

/** The filters that need something of the server, as {@link TestServer} takes them. */
final class TestFilters {

  static final Limits GENEROUS =
      new Limits(new Pace(10_000, 10_000), 1_000, new Pace(10_000, 10_000));

  private TestFilters() {}

  /** Those that let everybody ask as often as the tests like. */
  static List<Filter> generous(Credentials credentials, Audit audit, Refusals refusals) {
    return generous(credentials, IdentityProvider.NONE, audit, refusals);
  }

  /** The same where somebody vouches for callers, with the claims {@code azp} and {@code user}. */
  static List<Filter> generous(
      Credentials credentials, IdentityProvider provider, Audit audit, Refusals refusals) {
    return limited(credentials, provider, audit, refusals, GENEROUS, System::nanoTime);
  }

  /** The same where these proxies are believed. */
  static List<Filter> behind(List<Network> proxies, List<Filter> filters) {
    return filters.stream()
        .map(one -> one instanceof ForwardedFilter ? new ForwardedFilter(proxies) : one)
        .toList();
  }

  static List<Filter> limited(
      Credentials credentials, Audit audit, Refusals refusals, Limits limits, LongSupplier nanos) {
    return limited(credentials, IdentityProvider.NONE, audit, refusals, limits, nanos);
  }

  private static List<Filter> limited(
      Credentials credentials,
      IdentityProvider provider,
      Audit audit,
      Refusals refusals,
      Limits limits,
      LongSupplier nanos) {
    return List.of(
        new ForwardedFilter(List.of()),
        new TransferFilter(Duration.ofSeconds(2), refusals),
        new AddressRateFilter(limits.address(), audit, refusals, nanos),
        new LoginGuardFilter(audit, refusals, nanos),
        new CallerFilter(credentials, bearers(credentials, provider), audit, refusals),
        new ClientRateFilter(limits, audit, refusals, nanos),
        new ApiUrlFilter(audit, refusals));
  }

  private static IdentifyBearer bearers(Credentials credentials, IdentityProvider provider) {
    ClaimNames names =
        new ClaimNames("azp", "user", "group", "team", "extensions", Optional.empty());
    PersonByClaims people = new PersonByClaims(names, new FixedUsers());
    return new IdentifyBearerService(
        credentials, provider, new CallerByClaims(names, Set.of(), credentials, people));
  }
}
