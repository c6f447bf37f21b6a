package org.openrecorder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrecorder.application.port.AdministratorRepository;
import org.openrecorder.application.port.ReloadableSettings.Reloaded;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.ClientSecret;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.settings.Network;
import org.openrecorder.settings.PasswordHash;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.RecorderSettings.Calls;
import org.openrecorder.settings.RecorderSettings.Client;
import org.openrecorder.settings.RecorderSettings.ClientPermission;
import org.openrecorder.settings.RecorderSettings.ClientRights;
import org.openrecorder.settings.RecorderSettings.Encryption;
import org.openrecorder.settings.RecorderSettings.Http;
import org.openrecorder.settings.RecorderSettings.LegacyAnswer;
import org.openrecorder.settings.RecorderSettings.LegacyRinging;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.RecorderSettings.Pace;
import org.openrecorder.settings.RecorderSettings.Trust;
import org.openrecorder.settings.RecorderSettings.TrustedMethod;
import org.openrecorder.settings.Secret;
import org.openrecorder.settings.TokenHash;
import org.openrecorder.testing.InMemoryClientRepository;
import org.openrecorder.testing.InMemoryStore;
import org.openrecorder.testing.SettableClock;

class ClientCredentialsTest {

  private static final String ADDRESS = "192.0.2.1";

  private static final PasswordHash HASH = PasswordHash.of("right secret");
  private static final PasswordHash NEXT_HASH = PasswordHash.of("next secret");
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final SettableClock clock = new SettableClock();
  private final InMemoryClientRepository stored = new InMemoryClientRepository(new InMemoryStore());
  private final Map<String, String> hashes = new HashMap<>();
  private final AdministratorRepository administrators =
      new AdministratorRepository() {
        @Override
        public Optional<String> passwordHash(String name) {
          return Optional.ofNullable(hashes.get(name));
        }

        @Override
        public boolean addIfAbsent(String name, String passwordHash) {
          return hashes.putIfAbsent(name, passwordHash) == null;
        }

        @Override
        public void save(String name, String passwordHash) {
          hashes.put(name, passwordHash);
        }
      };

  private Optional<ApiPrincipal> authenticate(
      Optional<Secret> adminPassword, String name, String secret) {
    return credentials(adminPassword).authenticate(name, secret, ADDRESS);
  }

  private ClientCredentials credentials(Optional<Secret> adminPassword) {
    return credentials(settings(adminPassword, Optional.empty()));
  }

  private ClientCredentials credentials(RecorderSettings settings) {
    return new ClientCredentials(settings, administrators, stored, clock);
  }

  private static RecorderSettings settings(
      Optional<Secret> adminPassword, Optional<String> trustedClient) {
    return new RecorderSettings(
        new Http(
            "127.0.0.1",
            8080,
            "127.0.0.1",
            9990,
            Duration.ofSeconds(30),
            Optional.empty(),
            Optional.empty()),
        Path.of("data"),
        1,
        Duration.ofSeconds(2),
        Duration.ofMinutes(15),
        Encryption.OFF,
        Optional.empty(),
        List.of(),
        new Trust(
            List.of(Network.parse("198.51.100.0/24")),
            trustedClient,
            List.of(TrustedMethod.values()),
            List.of()),
        List.of(
            new Client(
                "crm",
                List.of(new Secret("right secret"), new Secret("next secret")),
                List.of(),
                List.of(TokenHash.of("the-token-of-the-crm"), TokenHash.of("the-next-token-of-it")),
                rights(ClientPermission.RECORD)),
            new Client(
                "hashed",
                List.of(),
                List.of(HASH, NEXT_HASH),
                List.of(),
                rights(ClientPermission.RETRIEVE))),
        List.of(),
        Optional.empty(),
        new Calls(
            Duration.ofMinutes(1), Duration.ofMinutes(1), LegacyRinging.PHONE, List.of(), false),
        LegacyAnswer.TEXT,
        new Limits(new Pace(200, 2000), 100, new Pace(400, 4000)),
        adminPassword,
        Optional.empty(),
        Optional.empty(),
        Duration.ofDays(30));
  }

  @Test
  void a_client_is_known_by_its_secret() {
    ApiPrincipal principal = authenticate(Optional.empty(), "crm", "right secret").orElseThrow();
    assertThat(principal.client().value()).isEqualTo("crm");
    assertThat(principal.address()).isEqualTo(ADDRESS);
    assertThat(principal.may(Permission.RECORD)).isTrue();
    assertThat(principal.may(Permission.ADMINISTER)).isFalse();
  }

  @Test
  void a_client_is_known_by_its_token_alone() {
    ClientCredentials credentials = credentials(Optional.empty());
    ApiPrincipal principal = credentials.bearerOf("the-token-of-the-crm", ADDRESS).orElseThrow();
    assertThat(principal.client().value()).isEqualTo("crm");
    assertThat(principal.may(Permission.RECORD)).isTrue();
    assertThat(principal.may(Permission.ADMINISTER)).isFalse();
    assertThat(credentials.bearerOf("the-token-of-the-CRM", ADDRESS)).isEmpty();
    assertThat(credentials.bearerOf("right secret", ADDRESS)).isEmpty();
    String hash = TokenHash.of("the-token-of-the-crm").text();
    assertThat(credentials.bearerOf(hash, ADDRESS)).as("a hash opens nothing").isEmpty();
    assertThat(credentials.bearerOf("", ADDRESS)).isEmpty();
  }

  @Test
  void a_wrong_secret_and_an_unknown_name_are_nobody() {
    assertThat(authenticate(Optional.empty(), "crm", "wrong secret")).isEmpty();
    assertThat(authenticate(Optional.empty(), "crm", "")).isEmpty();
    assertThat(authenticate(Optional.empty(), "other", "right secret")).isEmpty();
    assertThat(authenticate(Optional.empty(), "other", "")).isEmpty();
  }

  @Test
  void the_administrator_s_password_comes_from_the_settings_where_they_give_one() {
    hashes.put("admin", PasswordHash.of("old password").text());
    Optional<Secret> given = Optional.of(new Secret("new password"));
    assertThat(authenticate(given, "admin", "new password")).isPresent();
    assertThat(authenticate(given, "admin", "old password")).isEmpty();
  }

  @Test
  void without_one_it_is_the_one_that_was_made_up() {
    ClientCredentials credentials = credentials(Optional.empty());
    assertThat(credentials.authenticate("admin", "anything", ADDRESS)).isEmpty();
    hashes.put("admin", PasswordHash.of("made up").text());
    assertThat(credentials.authenticate("admin", "anything", ADDRESS)).isEmpty();
    assertThat(credentials.authenticate("admin", "made up", ADDRESS)).isPresent();
    assertThat(credentials.authenticate("admin", "made up", ADDRESS)).isPresent();
    assertThat(credentials.authenticate("admin", "anything", ADDRESS)).isEmpty();
  }

  private static ClientRights rights(ClientPermission permission) {
    return new ClientRights(List.of(permission), Optional.of(List.of("berlin")), Optional.empty());
  }

  @Test
  void two_secrets_and_two_tokens_are_valid_at_once_however_they_are_kept() {
    ClientCredentials credentials = credentials(Optional.empty());
    assertThat(credentials.authenticate("crm", "next secret", ADDRESS)).isPresent();
    assertThat(credentials.bearerOf("the-next-token-of-it", ADDRESS)).isPresent();
    assertThat(credentials.authenticate("hashed", "right secret", ADDRESS)).isPresent();
    assertThat(credentials.authenticate("hashed", "next secret", ADDRESS)).isPresent();
    assertThat(credentials.authenticate("hashed", "next secret", ADDRESS)).isPresent();
    assertThat(credentials.authenticate("hashed", "wrong secret", ADDRESS)).isEmpty();
    assertThat(credentials.authenticate("hashed", HASH.text(), ADDRESS)).isEmpty();
  }

  @Test
  void a_client_comes_with_its_permissions_and_limits() {
    ApiPrincipal principal = authenticate(Optional.empty(), "hashed", "right secret").orElseThrow();
    assertThat(principal.permissions()).containsExactly(Permission.RETRIEVE);
    assertThat(principal.scope().pbxs()).contains(Set.of(new PbxName("berlin")));
    assertThat(principal.proven()).isTrue();
  }

  static Stream<ClientRights> nothing() {
    List<ClientPermission> all = List.of(ClientPermission.values());
    Optional<List<String>> none = Optional.of(List.of());
    return Stream.of(
        new ClientRights(List.of(), Optional.empty(), Optional.empty()),
        new ClientRights(all, none, Optional.empty()),
        new ClientRights(all, Optional.empty(), none),
        new ClientRights(all, Optional.of(List.of("berlin")), none));
  }

  @ParameterizedTest
  @MethodSource("nothing")
  void a_client_with_a_limit_that_names_nothing_may_do_nothing(ClientRights rights) {
    assertThat(
            ConfiguredAccounts.client(new Client("crm", List.of(), List.of(), List.of(), rights))
                .permissions())
        .isEmpty();
  }

  private void store(boolean enabled, ClientSecret... secrets) {
    ClientName name = new ClientName("stored");
    stored.save(
        new org.openrecorder.domain.access.Client(
            name, Set.of(Permission.MANAGE), AccessScope.EVERYTHING, enabled));
    stored.saveSecrets(name, List.of(secrets));
  }

  @Test
  void a_stored_client_is_known_at_once_and_as_long_as_its_secret_is_valid() {
    ClientCredentials credentials = credentials(Optional.empty());
    assertThat(credentials.authenticate("stored", "right secret", ADDRESS)).isEmpty();
    ClientSecret old = new ClientSecret(1, HASH.text(), NOW, Optional.of(NOW.plusSeconds(60)));
    ClientSecret next = new ClientSecret(2, NEXT_HASH.text(), NOW, Optional.empty());
    store(true, old, next);
    assertThat(credentials.authenticate("stored", "right secret", ADDRESS)).isPresent();
    assertThat(credentials.authenticate("stored", "next secret", ADDRESS)).isPresent();
    clock.advance(Duration.ofSeconds(60));
    assertThat(credentials.authenticate("stored", "right secret", ADDRESS)).isEmpty();
    assertThat(credentials.authenticate("stored", "next secret", ADDRESS)).isPresent();
    store(true, old);
    assertThat(credentials.authenticate("stored", "next secret", ADDRESS)).isEmpty();
    store(false, next);
    assertThat(credentials.authenticate("stored", "next secret", ADDRESS)).isEmpty();
  }

  @Test
  void a_client_is_found_by_its_name_and_shown_as_disabled_where_it_is() {
    ClientCredentials credentials = credentials(Optional.empty());
    ClientName name = new ClientName("stored");
    assertThat(credentials.named(name)).isEmpty();
    store(true);
    assertThat(credentials.named(name).orElseThrow().enabled()).isTrue();
    store(false);
    assertThat(credentials.named(name).orElseThrow().enabled()).isFalse();
    assertThat(credentials.named(new ClientName("crm")).orElseThrow().enabled()).isTrue();
    assertThat(credentials.named(new ClientName("admin"))).isEmpty();
  }

  @Test
  void a_client_of_the_settings_wins_over_a_stored_one_of_its_name() {
    stored.save(
        new org.openrecorder.domain.access.Client(
            new ClientName("crm"), Set.of(Permission.ADMINISTER), AccessScope.EVERYTHING, true));
    stored.saveSecrets(
        new ClientName("crm"),
        List.of(
            new ClientSecret(1, PasswordHash.of("stored secret").text(), NOW, Optional.empty())));
    assertThat(authenticate(Optional.empty(), "crm", "stored secret")).isEmpty();
    assertThat(authenticate(Optional.empty(), "crm", "right secret").orElseThrow().permissions())
        .containsExactly(Permission.RECORD);
  }

  @Test
  void a_trusted_network_has_the_rights_of_the_client_that_it_stands_for() {
    ApiPrincipal principal =
        credentials(settings(Optional.empty(), Optional.of("crm")))
            .trusted("198.51.100.9")
            .orElseThrow();
    assertThat(principal.client().value()).isEqualTo("crm by its network");
    assertThat(principal.permissions()).containsExactly(Permission.RECORD);
    assertThat(principal.scope().pbxs()).contains(Set.of(new PbxName("berlin")));
    assertThat(principal.proven()).isFalse();
  }

  @Test
  void it_is_told_once_in_a_while_who_is_let_in_without_credentials() {
    TrustedAccessLog use = new TrustedAccessLog(clock);
    assertThat(use.by("192.0.2.1", "crm")).isTrue();
    assertThat(use.by("192.0.2.1", "crm")).isFalse();
    assertThat(use.by("192.0.2.2", "crm")).isTrue();
    clock.advance(Duration.ofSeconds(599));
    assertThat(use.by("192.0.2.1", "crm")).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(use.by("192.0.2.1", "crm")).isTrue();
  }

  @Test
  void very_many_addresses_that_need_no_credentials_leave_few_lines() {
    TrustedAccessLog use = new TrustedAccessLog(clock);
    assertThat(IntStream.range(0, 10_000).filter(i -> use.by("2001:db8::" + i, "crm")))
        .hasSize(TrustedAccessLog.MOST_LINES);
    clock.advance(Duration.ofMinutes(10));
    assertThat(use.by("192.0.2.1", "crm")).isTrue();
  }

  /** Hashed anew each time they would take minutes. */
  @Test
  void requests_with_a_secret_that_was_right_before_do_not_pay_for_hashing() {
    ClientCredentials credentials = credentials(Optional.empty());
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 1_000; i++) {
            assertThat(credentials.authenticate("hashed", "next secret", ADDRESS)).isPresent();
          }
        });
  }

  @Test
  void right_secrets_are_remembered_with_their_hash_and_wrong_ones_are_not() {
    SecretVerifier check = new SecretVerifier();
    assertThat(check.isRight("wrong", List.of(), List.of(HASH))).isFalse();
    assertThat(check.remembered()).isZero();
    assertThat(check.isRight("right secret", List.of(), List.of(HASH))).isTrue();
    assertThat(check.remembered()).isEqualTo(1);
    assertThat(check.isRight("right secret", List.of(), List.of(NEXT_HASH))).isFalse();
  }

  @Test
  void a_trusted_network_gets_no_wider_when_its_client_is_taken_out_of_the_settings() {
    SettingsInUse inUse =
        new SettingsInUse(
            settings(Optional.empty(), Optional.of("hashed")),
            () -> GivenSettings.in(Path.of("data")).settings());
    ClientCredentials credentials = new ClientCredentials(inUse, administrators, stored, clock);
    assertThat(credentials.trusted("198.51.100.9")).isPresent();
    Reloaded unused = inUse.reload();
    assertThat(credentials.trusted("198.51.100.9")).isEmpty();
  }

  @Test
  void a_trusted_network_may_record_and_retrieve_only() {
    ClientCredentials credentials = credentials(Optional.empty());
    ApiPrincipal principal = credentials.trusted("198.51.100.9").orElseThrow();
    assertThat(principal.may(Permission.RECORD)).isTrue();
    assertThat(principal.may(Permission.MANAGE)).isFalse();
    assertThat(credentials.trusted(ADDRESS)).isEmpty();
  }
}
