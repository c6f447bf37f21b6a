package org.openrecorder.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.Administrators;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.settings.Network;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.RecorderSettings.Client;
import org.openrecorder.settings.RecorderSettings.Encryption;
import org.openrecorder.settings.RecorderSettings.Http;
import org.openrecorder.settings.RecorderSettings.LegacyAnswer;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.RecorderSettings.Pace;
import org.openrecorder.settings.Secret;

class SettingsCredentialsTest {

  private static final String ADDRESS = "192.0.2.1";

  private final Map<String, String> hashes = new HashMap<>();
  private final Administrators administrators =
      new Administrators() {
        @Override
        public Optional<String> passwordHash(String name) {
          return Optional.ofNullable(hashes.get(name));
        }

        @Override
        public boolean addIfAbsent(String name, String passwordHash) {
          return hashes.putIfAbsent(name, passwordHash) == null;
        }
      };

  private Optional<Caller> authenticate(
      Optional<Secret> adminPassword, String name, String secret) {
    return new SettingsCredentials(settings(adminPassword), administrators)
        .authenticate(name, secret, ADDRESS);
  }

  private static RecorderSettings settings(Optional<Secret> adminPassword) {
    return new RecorderSettings(
        new Http("127.0.0.1", 8080, "127.0.0.1", 9990, Duration.ofSeconds(30)),
        Path.of("data"),
        1,
        Duration.ofMinutes(15),
        Encryption.OFF,
        Optional.empty(),
        List.of(),
        List.of(Network.parse("198.51.100.0/24")),
        List.of(
            new Client(
                "crm", new Secret("right secret"), Optional.of(new Secret("the-token-of-the-crm"))),
            new Client("other-crm", new Secret("other secret"), Optional.empty())),
        List.of(),
        LegacyAnswer.TEXT,
        new Limits(new Pace(200, 2000), 100, new Pace(400, 4000)),
        adminPassword,
        Optional.empty());
  }

  @Test
  void a_client_is_known_by_its_secret() {
    Caller caller = authenticate(Optional.empty(), "crm", "right secret").orElseThrow();
    assertThat(caller.client().value()).isEqualTo("crm");
    assertThat(caller.address()).isEqualTo(ADDRESS);
    assertThat(caller.may(Permission.RECORD)).isTrue();
    assertThat(caller.may(Permission.ADMINISTER)).isFalse();
  }

  @Test
  void a_client_is_known_by_its_token_alone() {
    SettingsCredentials credentials =
        new SettingsCredentials(settings(Optional.empty()), administrators);
    Caller caller = credentials.bearerOf("the-token-of-the-crm", ADDRESS).orElseThrow();
    assertThat(caller.client().value()).isEqualTo("crm");
    assertThat(caller.may(Permission.RECORD)).isTrue();
    assertThat(caller.may(Permission.ADMINISTER)).isFalse();
    assertThat(credentials.bearerOf("the-token-of-the-CRM", ADDRESS)).isEmpty();
    assertThat(credentials.bearerOf("right secret", ADDRESS)).isEmpty();
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
    hashes.put("admin", PasswordHash.of("old password"));
    Optional<Secret> given = Optional.of(new Secret("new password"));
    assertThat(authenticate(given, "admin", "new password")).isPresent();
    assertThat(authenticate(given, "admin", "old password")).isEmpty();
  }

  @Test
  void without_one_it_is_the_one_that_was_made_up() {
    SettingsCredentials credentials =
        new SettingsCredentials(settings(Optional.empty()), administrators);
    assertThat(credentials.authenticate("admin", "anything", ADDRESS)).isEmpty();
    hashes.put("admin", PasswordHash.of("made up"));
    assertThat(credentials.authenticate("admin", "anything", ADDRESS)).isEmpty();
    assertThat(credentials.authenticate("admin", "made up", ADDRESS)).isPresent();
    assertThat(credentials.authenticate("admin", "made up", ADDRESS)).isPresent();
    assertThat(credentials.authenticate("admin", "anything", ADDRESS)).isEmpty();
  }

  @Test
  void a_trusted_network_may_record_and_retrieve_only() {
    SettingsCredentials credentials =
        new SettingsCredentials(settings(Optional.empty()), administrators);
    Caller caller = credentials.trusted("198.51.100.9").orElseThrow();
    assertThat(caller.may(Permission.RECORD)).isTrue();
    assertThat(caller.may(Permission.MANAGE)).isFalse();
    assertThat(credentials.trusted(ADDRESS)).isEmpty();
  }

  @Test
  void the_same_password_never_has_the_same_hash() {
    assertThat(PasswordHash.of("x")).isNotEqualTo(PasswordHash.of("x"));
    assertThat(PasswordHash.matches("x", "not a hash")).isFalse();
  }
}
