package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.settings.RecorderSettings.Ari;
import org.openrecorder.settings.RecorderSettings.Calls;
import org.openrecorder.settings.RecorderSettings.ClientPermission;
import org.openrecorder.settings.RecorderSettings.Devices;
import org.openrecorder.settings.RecorderSettings.LegacyAnswer;
import org.openrecorder.settings.RecorderSettings.LegacyRinging;
import org.openrecorder.settings.RecorderSettings.Pbx;
import org.openrecorder.settings.RecorderSettings.ServiceAccountProof;
import org.openrecorder.settings.RecorderSettings.Trust;
import org.openrecorder.settings.RecorderSettings.TrustedMethod;
import org.openrecorder.settings.RecorderSettings.User;
import org.openrecorder.settings.RecorderSettings.UserGroup;

class SettingsReaderTest {

  private static final Devices NO_DEVICES = new Devices(Optional.empty(), Map.of());

  private static List<String> problems(Sources sources) {
    return assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(sources::read)
        .actual()
        .problems();
  }

  @Test
  void nothing_needs_to_be_set() {
    RecorderSettings settings = Sources.none().read();

    assertThat(settings.http())
        .isEqualTo(
            new RecorderSettings.Http(
                "127.0.0.1",
                8080,
                "127.0.0.1",
                9990,
                Duration.ofSeconds(30),
                Optional.empty(),
                Optional.empty()));
    assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.database()).isEmpty();
    assertThat(settings.pbxs()).isEmpty();
    assertThat(settings.trustedNetworks()).isEmpty();
    assertThat(settings.legacyGetAnswer()).isEqualTo(LegacyAnswer.TEXT);
    assertThat(settings.adminPassword()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "recorder.limit.client-rate, 0",
    "recorder.limit.client-rate, 1000001",
    "recorder.limit.client-burst, many",
    "recorder.limit.client-at-once, 1001",
    "recorder.limit.address-rate, -1",
    "recorder.limit.address-burst, 1.5",
    "recorder.http.timeout, PT0.5S",
    "recorder.http.timeout, PT11M",
    "recorder.management.address, localhost"
  })
  void a_limit_out_of_range_stops_the_start(String setting, String value) {
    assertThat(problems(Sources.none().line(setting, value)))
        .singleElement()
        .asString()
        .contains(setting);
  }

  @Test
  void a_system_property_counts_before_a_variable_and_a_variable_before_a_line() {
    Sources sources = Sources.none().line("recorder.http.port", "8001");
    assertThat(sources.read().http().port()).isEqualTo(8001);

    sources.variable("RECORDER_HTTP_PORT", "8002");
    assertThat(sources.read().http().port()).isEqualTo(8002);

    sources.property("recorder.http.port", "8003");
    assertThat(sources.read().http().port()).isEqualTo(8003);
  }

  @Test
  void a_blank_value_counts_as_none_even_over_a_line() {
    assertThat(
            Sources.none()
                .line("recorder.http.port", "8001")
                .variable("RECORDER_HTTP_PORT", " ")
                .read()
                .http()
                .port())
        .isEqualTo(8080);
  }

  @Test
  void without_a_word_the_disk_is_waited_for_as_long_as_an_answer_may_take() {
    assertThat(Sources.none().read().diskPatience()).isEqualTo(Duration.ofMillis(2_600));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.1S", "PT2.6S", "PT60S"})
  void the_disk_is_waited_for_a_tenth_of_a_second_to_a_minute(String patience) {
    assertThat(Sources.none().line("recorder.storage.patience", patience).read().diskPatience())
        .isEqualTo(Duration.parse(patience));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.099S", "PT1M0.001S", "PT0S", "2.6"})
  void another_patience_with_the_disk_is_refused(String patience) {
    assertThat(problems(Sources.none().line("recorder.storage.patience", patience)))
        .singleElement()
        .asString()
        .contains("recorder.storage.patience");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT10S", "PT15M", "PT24H", "P1D"})
  void the_pause_between_two_reconciliations_is_ten_seconds_to_a_day(String pause) {
    assertThat(Sources.none().line("recorder.reconcile.every", pause).read().reconcileEvery())
        .isEqualTo(Duration.parse(pause));
  }

  @Test
  void without_a_word_a_quarter_of_an_hour_lies_between_two_reconciliations() {
    assertThat(Sources.none().read().reconcileEvery()).isEqualTo(Duration.ofMinutes(15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT9.999S", "P1DT0.001S", "PT0S", "-PT15M", "15", "a quarter"})
  void another_pause_between_two_reconciliations_is_refused(String pause) {
    assertThat(problems(Sources.none().line("recorder.reconcile.every", pause)))
        .singleElement()
        .asString()
        .contains("recorder.reconcile.every");
  }

  @ParameterizedTest
  @CsvSource({
    "8080, 9990",
    "18000, 19910",
    "1, 1911",
    "63625, 65535",
    "63626, 61716",
    "65535, 63625"
  })
  void the_management_port_moves_with_the_http_port(int http, int management) {
    assertThat(
            Sources.none()
                .line("recorder.http.port", Integer.toString(http))
                .read()
                .http()
                .managementPort())
        .isEqualTo(management);
  }

  @Test
  void the_two_ports_must_differ() {
    assertThat(
            problems(
                Sources.none()
                    .line("recorder.http.port", "8001")
                    .line("recorder.management.port", "8001")))
        .containsExactly("recorder.management.port is the same as recorder.http.port");
  }

  @Test
  void a_pbx_is_read_from_lines() {
    assertThat(Sources.withPbx("berlin").read().pbxs())
        .containsExactly(
            new Pbx(
                "berlin",
                "192.0.2.10",
                5038,
                "recorder",
                new Secret("manager-secret"),
                "/var/spool/asterisk/monitor",
                Path.of("/var/spool/asterisk/monitor"),
                Optional.empty(),
                NO_DEVICES));
  }

  @Test
  void a_pbx_is_read_from_variables() {
    assertThat(
            Sources.none()
                .variable("RECORDER_PBX_NORTH_1_HOST", "192.0.2.11")
                .variable("RECORDER_PBX_NORTH_1_PORT", "5039")
                .variable("RECORDER_PBX_NORTH_1_USER", "recorder")
                .variable("RECORDER_PBX_NORTH_1_SECRET", "manager-secret")
                .variable("RECORDER_PBX_NORTH_1_SPOOL", "/spool/there")
                .variable("RECORDER_PBX_NORTH_1_SPOOL_HERE", "/spool/here")
                .read()
                .pbxs())
        .containsExactly(
            new Pbx(
                "north-1",
                "192.0.2.11",
                5039,
                "recorder",
                new Secret("manager-secret"),
                "/spool/there",
                Path.of("/spool/here"),
                Optional.empty(),
                NO_DEVICES));
  }

  private static Devices devices(Sources sources) {
    return sources.read().pbxs().getFirst().devices();
  }

  @Test
  void devices_of_an_extension_are_named_by_a_pattern_and_by_aliases() {
    Devices devices =
        devices(
            Sources.withPbx("berlin")
                .line("recorder.pbx.berlin.extension-pattern", "99(\\d+)|(\\d+)-mobile")
                .line("recorder.pbx.berlin.alias.410", "99410, PJSIP/410-mobile")
                .line("recorder.pbx.berlin.alias.4.1", "desk")
                .variable("RECORDER_PBX_BERLIN_ALIAS_411", "411-WS"));
    assertThat(devices.pattern().orElseThrow().pattern()).isEqualTo("99(\\d+)|(\\d+)-mobile");
    assertThat(devices.aliases())
        .containsOnly(
            Map.entry("410", List.of("99410", "PJSIP/410-mobile")),
            Map.entry("4.1", List.of("desk")),
            Map.entry("411", List.of("411-WS")));
  }

  @Test
  void a_pbx_may_be_called_like_a_part_of_a_setting() {
    Devices devices = devices(Sources.withPbx("resync").line("recorder.pbx.resync.alias.4", "5"));
    assertThat(devices.aliases()).containsOnlyKeys("4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recorder.pbx.a.extension-pattern | 99",
        "recorder.pbx.a.extension-pattern | 99(?:4)",
        "recorder.pbx.a.extension-pattern | 99(",
        "recorder.pbx.a.alias.4 1 | 5",
        "recorder.pbx.resync.every | PT0.5S",
        "recorder.pbx.resync.every | P2D",
        "recorder.conversation.gap | PT61M",
        "recorder.conversation.gap | -PT1S",
        "recorder.legacy.ringing | anyone",
        "recorder.private-extensions.ringing | yes",
      })
  void what_says_nothing_about_calls_is_refused_and_named(String property, String value) {
    assertThat(problems(Sources.withPbx("a").line(property, value)))
        .singleElement()
        .asString()
        .startsWith(property);
  }

  @Test
  void without_a_word_live_channels_are_compared_each_minute_and_a_phone_is_meant() {
    assertThat(Sources.none().read().calls())
        .isEqualTo(
            new Calls(
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                LegacyRinging.PHONE,
                List.of(),
                false));
  }

  @Test
  void a_line_and_a_variable_meet_in_one_pbx_spelled_as_in_the_line() {
    assertThat(
            Sources.withPbx("Berlin.1")
                .variable("RECORDER_PBX_BERLIN_1_PORT", "5039")
                .read()
                .pbxs())
        .singleElement()
        .satisfies(
            pbx -> {
              assertThat(pbx.name()).isEqualTo("Berlin.1");
              assertThat(pbx.port()).isEqualTo(5039);
            });
  }

  @Test
  void one_name_spelled_in_two_ways_is_refused() {
    assertThat(problems(Sources.withPbx("berlin").line("recorder.pbx.Berlin.port", "5039")))
        .anySatisfy(
            problem ->
                assertThat(problem).endsWith("spell one name in two ways").contains("Berlin"));
  }

  @Test
  void a_pbx_that_lacks_something_is_refused_and_all_that_lacks_is_told() {
    assertThat(problems(Sources.none().line("recorder.pbx.a.port", "5038")))
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactlyInAnyOrder(
            "recorder.pbx.a.host (RECORDER_PBX_A_HOST) is missing",
            "recorder.pbx.a.user (RECORDER_PBX_A_USER) is missing",
            "recorder.pbx.a.secret (RECORDER_PBX_A_SECRET) is missing",
            "recorder.pbx.a.spool (RECORDER_PBX_A_SPOOL) is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spool",
        "/spool,touch",
        "/spool/../etc",
        "/sp ool",
        "/spool/${X}",
        "/spool/^{X}",
        "/ünï"
      })
  void a_spool_that_could_mean_more_to_asterisk_than_a_path_is_refused(String spool) {
    assertThat(problems(Sources.withPbx("a").line("recorder.pbx.a.spool", spool)))
        .singleElement()
        .asString()
        .startsWith("recorder.pbx.a.spool (RECORDER_PBX_A_SPOOL) is no such path");
  }

  @Test
  void a_line_feed_in_a_manager_secret_is_refused_without_showing_it() {
    assertThat(
            problems(Sources.withPbx("a").line("recorder.pbx.a.secret", "x\r\nAction: Originate")))
        .singleElement()
        .asString()
        .startsWith("recorder.pbx.a.secret")
        .doesNotContain("Originate");
  }

  private static Sources withAri(String url) {
    return Sources.withPbx("a")
        .line("recorder.data", "/srv/recorder")
        .line("recorder.pbx.a.ari.url", url)
        .line("recorder.pbx.a.ari.user", "fetcher")
        .line("recorder.pbx.a.ari.password", "ari-password");
  }

  @Test
  void a_pbx_whose_files_are_fetched_has_a_directory_of_ours_for_them() {
    Pbx pbx = withAri("http://192.0.2.10:8088/ari").read().pbxs().getFirst();
    assertThat(pbx.spoolHere()).isEqualTo(Path.of("/srv/recorder/incoming/a"));
    assertThat(pbx.ari())
        .hasValue(
            new Ari(
                URI.create("http://192.0.2.10:8088/ari"), "fetcher", new Secret("ari-password")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pbx",
        "ftp://pbx/ari",
        "http://fred:word@pbx/ari",
        "http:///ari",
        "http://pbx/ari?x=1",
        "http://pbx/ari#x",
        "http://p bx/ari",
        "file:///etc/passwd"
      })
  void an_address_that_is_no_plain_http_url_is_refused(String url) {
    assertThat(problems(withAri(url)))
        .singleElement()
        .asString()
        .startsWith("recorder.pbx.a.ari.url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ari.user", "ari.password"})
  void who_fetches_needs_the_address(String field) {
    assertThat(problems(Sources.withPbx("a").line("recorder.pbx.a." + field, "x")))
        .anySatisfy(problem -> assertThat(problem).startsWith("recorder.pbx.a.ari.url"));
  }

  @Test
  void a_directory_is_shared_or_fetched_from_and_not_both() {
    assertThat(problems(withAri("http://pbx/ari").line("recorder.pbx.a.spool-here", "/here")))
        .singleElement()
        .asString()
        .startsWith("recorder.pbx.a.spool-here");
  }

  @Test
  void every_problem_is_told_at_once() {
    assertThat(
            problems(
                Sources.none()
                    .line("recorder.http.port", "0")
                    .line("recorder.legacy.get-answer", "xml")
                    .variable("RECORDER_HTTP_ADDRESS", "my-host")))
        .extracting(problem -> problem.replaceAll(" .*", ""))
        .containsExactlyInAnyOrder(
            "recorder.http.port", "recorder.legacy.get-answer", "recorder.http.address");
  }

  @ParameterizedTest
  @CsvSource({
    "recorder.http.prot, recorder.http.port",
    "recoder.http.port, recorder.http.port",
    "recorder.trusted-network, recorder.trusted-networks",
    "recorder.data.dir, recorder.data"
  })
  void an_unknown_line_is_refused_and_the_near_one_is_named(String slip, String meant) {
    assertThat(problems(Sources.none().line(slip, "1")))
        .contains(slip + " is no setting; was " + meant + " meant?");
  }

  @ParameterizedTest
  @CsvSource({
    "RECORDER_HTTPPORT, RECORDER_HTTP_PORT",
    "RECORDER_ADMIN_PASWORD, RECORDER_ADMIN_PASSWORD"
  })
  void an_unknown_variable_is_refused_and_the_near_one_is_named(String slip, String meant) {
    assertThat(problems(Sources.none().variable(slip, "1")))
        .containsExactly(slip + " is no setting; was " + meant + " meant?");
  }

  @Test
  void the_file_may_not_say_where_it_is() {
    assertThat(problems(Sources.none().line("recorder.config", "elsewhere")))
        .containsExactly("recorder.config cannot be set in the settings file itself");
  }

  @Test
  void what_belongs_to_others_is_left_alone() {
    assertThat(
            Sources.none()
                .property("java.home", "/jdk")
                .variable("OPEN_RECORDER_CACHE", "/cache")
                .variable("PATH", "/bin")
                .read()
                .pbxs())
        .isEmpty();
  }

  @Test
  void a_postgresql_url_chooses_the_database() {
    assertThat(
            Sources.none()
                .variable("RECORDER_DB_URL", "jdbc:postgresql://192.0.2.5/calls")
                .variable("RECORDER_DB_USER", "calls")
                .variable("RECORDER_DB_PASSWORD", "db-secret")
                .read()
                .database())
        .contains(
            new RecorderSettings.Database(
                "jdbc:postgresql://192.0.2.5/calls",
                "calls",
                new Secret("db-secret"),
                Optional.empty()));
  }

  @Test
  void the_tables_may_belong_to_another_user() {
    assertThat(
            Sources.none()
                .variable("RECORDER_DB_URL", "jdbc:postgresql://192.0.2.5/calls")
                .variable("RECORDER_DB_OWNER_USER", "boss")
                .variable("RECORDER_DB_OWNER_PASSWORD", "boss-secret")
                .read()
                .database()
                .flatMap(RecorderSettings.Database::owner))
        .contains(new RecorderSettings.Owner("boss", new Secret("boss-secret")));
  }

  @Test
  void an_owner_without_a_password_is_refused() {
    assertThat(
            problems(
                Sources.none()
                    .line("recorder.db.url", "jdbc:postgresql://192.0.2.5/calls")
                    .line("recorder.db.owner-user", "boss")))
        .singleElement()
        .asString()
        .startsWith("recorder.db.owner-password");
  }

  @Test
  void a_key_that_can_be_guessed_is_refused() {
    assertThat(problems(Sources.none().line("recorder.audit.key", "x".repeat(31))))
        .singleElement()
        .asString()
        .startsWith("recorder.audit.key")
        .doesNotContain("xxx");
    assertThat(Sources.none().line("recorder.audit.key", "x".repeat(32)).read().auditKey())
        .contains(new Secret("x".repeat(32)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:mysql://192.0.2.5/calls", "postgresql://192.0.2.5/calls"})
  void another_database_is_refused(String url) {
    assertThat(problems(Sources.none().line("recorder.db.url", url)))
        .singleElement()
        .asString()
        .contains("is no jdbc:postgresql: URL");
  }

  @Test
  void a_database_user_without_a_url_is_refused() {
    assertThat(problems(Sources.none().line("recorder.db.user", "calls")))
        .singleElement()
        .asString()
        .startsWith("recorder.db.url (RECORDER_DB_URL) is missing");
  }

  @Test
  void users_and_clients_are_known_from_the_start() {
    RecorderSettings settings =
        Sources.none()
            .line("recorder.client.crm.secret", "crm-secret")
            .line("recorder.client.crm.token", "a.token-of-20-letters==")
            .line("recorder.user.Fred.group", "agent")
            .line("recorder.user.Fred.extensions", "410, sales-desk,,410")
            .variable("RECORDER_USER_FRED_TEAM", "sales")
            .read();

    assertThat(settings.clients())
        .containsExactly(
            new RecorderSettings.Client(
                "crm",
                List.of(new Secret("crm-secret")),
                List.of(),
                List.of(TokenHash.of("a.token-of-20-letters==")),
                new RecorderSettings.ClientRights(
                    List.of(
                        ClientPermission.RECORD,
                        ClientPermission.RETRIEVE,
                        ClientPermission.MANAGE),
                    Optional.empty(),
                    Optional.empty())));
    assertThat(settings.users())
        .containsExactly(
            new User("Fred", UserGroup.AGENT, Optional.of("sales"), List.of("410", "sales-desk")));
  }

  @Test
  void a_client_may_have_two_secrets_and_two_tokens_and_limits() {
    String hash = PasswordHash.of("kept as a hash").text();
    RecorderSettings.Client client =
        Sources.none()
            .line("recorder.client.crm.secret-hash", hash)
            .line("recorder.client.crm.secret-next", "the next one")
            .line("recorder.client.crm.token", "a.token-of-20-letters==")
            .variable("RECORDER_CLIENT_CRM_TOKEN_NEXT", TokenHash.of("kept as a hash too").text())
            .line("recorder.client.crm.permissions", "retrieve, administer")
            .line("recorder.client.crm.pbxs", "berlin,bonn")
            .line("recorder.client.crm.extensions", "410, sales-desk")
            .read()
            .clients()
            .getFirst();
    assertThat(client.secrets()).containsExactly(new Secret("the next one"));
    assertThat(client.hashes()).containsExactly(new PasswordHash(hash));
    assertThat(client.tokens())
        .containsExactly(
            TokenHash.of("a.token-of-20-letters=="), TokenHash.of("kept as a hash too"));
    assertThat(client.rights())
        .isEqualTo(
            new RecorderSettings.ClientRights(
                List.of(ClientPermission.RETRIEVE, ClientPermission.ADMINISTER),
                Optional.of(List.of("berlin", "bonn")),
                Optional.of(List.of("410", "sales-desk"))));
  }

  private static Stream<String> blanks() {
    return Stream.of("", " ", "\t ");
  }

  @ParameterizedTest
  @MethodSource("blanks")
  void a_blank_limit_of_a_client_lets_it_do_nothing(String blank) {
    RecorderSettings.ClientRights rights =
        Sources.none()
            .line("recorder.client.crm.secret", "1")
            .line("recorder.client.crm.permissions", blank)
            .line("recorder.client.crm.pbxs", blank)
            .line("recorder.client.crm.extensions", blank)
            .read()
            .clients()
            .getFirst()
            .rights();
    assertThat(rights)
        .isEqualTo(
            new RecorderSettings.ClientRights(
                List.of(), Optional.of(List.of()), Optional.of(List.of())));
    assertThat(rights.allowSomething()).isFalse();
  }

  @Test
  void a_blank_variable_takes_away_what_a_line_gives() {
    RecorderSettings settings =
        Sources.none()
            .line("recorder.client.crm.secret", "1")
            .line("recorder.client.crm.permissions", "record,administer")
            .variable("RECORDER_CLIENT_CRM_PERMISSIONS", "")
            .line("recorder.client.crm.extensions", "410")
            .property("recorder.client.crm.extensions", " ")
            .line("recorder.trusted.methods", "start")
            .variable("RECORDER_TRUSTED_METHODS", "")
            .read();
    assertThat(settings.clients().getFirst().rights().permissions()).isEmpty();
    assertThat(settings.clients().getFirst().rights().extensions()).contains(List.of());
    assertThat(settings.trust().methods()).isEmpty();
  }

  @Test
  void what_is_left_out_is_no_limit() {
    RecorderSettings settings = Sources.none().line("recorder.client.crm.secret", "1").read();
    RecorderSettings.ClientRights rights = settings.clients().getFirst().rights();
    assertThat(rights.permissions()).hasSize(3);
    assertThat(rights.pbxs()).isEmpty();
    assertThat(rights.extensions()).isEmpty();
    assertThat(rights.allowSomething()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("blanks")
  void without_methods_trusted_networks_may_call_nothing(String blank) {
    assertThat(Sources.none().line("recorder.trusted.methods", blank).read().trust().methods())
        .isEmpty();
  }

  /** It would be everybody with all rights. */
  @ParameterizedTest
  @MethodSource("blanks")
  void networks_cannot_be_trusted_in_place_of_a_client_without_a_name(String blank) {
    Sources sources = Sources.none().line("recorder.trusted.client", blank);
    assertThat(sources.read().trust().client()).isEmpty();
    assertThat(problems(sources.line("recorder.trusted-networks", "192.0.2.0/24")))
        .singleElement()
        .asString()
        .startsWith("recorder.trusted.client is blank");
  }

  @Test
  void a_client_may_be_there_to_read_figures_alone() {
    RecorderSettings.Client monitoring =
        Sources.none()
            .line("recorder.client.monitoring.secret", "1")
            .line("recorder.client.monitoring.permissions", "metrics")
            .read()
            .clients()
            .getFirst();
    assertThat(monitoring.rights().permissions()).containsExactly(ClientPermission.METRICS);
  }

  @Test
  void the_administrator_s_password_is_given_plain_or_as_a_hash() {
    PasswordHash hash = PasswordHash.of("admin-secret");
    Sources sources = Sources.none().line("recorder.admin.password-hash", hash.text());
    assertThat(sources.read().adminPasswordHash()).contains(hash);
    assertThat(sources.read().adminPassword()).isEmpty();
    assertThat(problems(sources.line("recorder.admin.password", "admin-secret")))
        .singleElement()
        .asString()
        .contains("recorder.admin.password")
        .doesNotContain("admin-secret");
    assertThat(problems(Sources.none().line("recorder.admin.password-hash", "admin-secret")))
        .singleElement()
        .asString()
        .startsWith("recorder.admin.password-hash (RECORDER_ADMIN_PASSWORD_HASH)")
        .doesNotContain("admin-secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recorder.client.crm.permissions | record,listen",
        "recorder.client.crm.permissions | ,",
        "recorder.client.crm.pbxs | ,",
        "recorder.client.crm.pbxs | ber lin",
        "recorder.client.crm.extensions | ,",
        "recorder.client.crm.extensions | 41 0",
        "recorder.client.crm.secret-next-hash | pbkdf2-sha512$1$c2FsdHNhbHRzYWx0$aGFzaA",
        "recorder.client.crm.secret-next-hash | the secret itself",
        "recorder.trusted.methods | start,mark",
        "recorder.proxies | proxy.example.org",
        "recorder.public-url | crm.example.org",
        "recorder.public-url | ftp://crm.example.org",
        "recorder.public-url | https://crm.example.org/?a",
        "recorder.public-url | https://",
        "recorder.public-url | https://crm@crm.example.org/",
        "recorder.private-extensions | 1 2",
      })
  void a_limit_that_would_not_be_one_is_refused(String property, String value) {
    assertThat(
            problems(Sources.none().line("recorder.client.crm.secret", "1").line(property, value)))
        .singleElement()
        .asString()
        .startsWith(property + " (")
        .doesNotContain("the secret itself");
  }

  @Test
  void a_secret_is_given_plain_or_as_a_hash() {
    Sources both =
        Sources.none()
            .line("recorder.client.crm.secret", "1")
            .line("recorder.client.crm.secret-hash", PasswordHash.of("1").text());
    assertThat(problems(both)).singleElement().asString().contains("give one of them");
    assertThat(problems(Sources.none().line("recorder.client.crm.permissions", "record")))
        .singleElement()
        .asString()
        .startsWith("recorder.client.crm.secret (RECORDER_CLIENT_CRM_SECRET) is missing");
  }

  @Test
  void the_url_by_which_clients_come_may_have_a_path() {
    Sources sources = Sources.none();
    assertThat(sources.read().http().publicUrl()).isEmpty();
    RecorderSettings settings =
        sources.line("recorder.public-url", "https://crm.example.org:8443/pbx/").read();
    assertThat(settings.http().publicUrl())
        .contains(URI.create("https://crm.example.org:8443/pbx/"));
    assertThat(EffectiveSettings.text(settings))
        .contains("recorder.public-url=https://crm.example.org:8443/pbx/\n");
  }

  @Test
  void networks_are_trusted_in_place_of_a_client_that_the_settings_know() {
    Sources sources =
        Sources.none()
            .line("recorder.trusted-networks", "192.0.2.0/24")
            .line("recorder.trusted.client", "crm")
            .line("recorder.trusted.methods", "start, retrieveByUniqueId")
            .line("recorder.proxies", "10.0.0.0/8");
    assertThat(problems(sources))
        .containsExactly("recorder.trusted.client names no client of these settings");
    Trust trust = sources.line("recorder.client.crm.secret", "1").read().trust();
    assertThat(trust.client()).contains("crm");
    assertThat(trust.methods())
        .containsExactly(TrustedMethod.START, TrustedMethod.RETRIEVE_BY_UNIQUE_ID);
    assertThat(trust.proxies()).containsExactly(Network.parse("10.0.0.0/8"));
    assertThat(Sources.none().read().trust().methods()).containsExactly(TrustedMethod.values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "too-short-a-token",
        "a token with spaces in it",
        "a,token,with,commas,in,it",
        "sha256$tooShortAHash",
        "md5$1B2M2Y8AsgTpgAmY7PhCfg"
      })
  void what_is_no_token_is_refused(String token) {
    Sources sources =
        Sources.none()
            .line("recorder.client.crm.secret", "crm-secret")
            .line("recorder.client.crm.token", token);
    assertThat(problems(sources))
        .singleElement()
        .asString()
        .startsWith("recorder.client.crm.token (RECORDER_CLIENT_CRM_TOKEN) is no token")
        .doesNotContain(token);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void two_clients_cannot_have_the_same_token(boolean hashed) {
    Sources sources =
        Sources.none()
            .line("recorder.client.one.secret", "1")
            .line("recorder.client.one.token", "the-same-token-of-both")
            .line("recorder.client.two.secret", "2")
            .line(
                "recorder.client.two.token",
                hashed ? TokenHash.of("the-same-token-of-both").text() : "the-same-token-of-both");
    assertThat(problems(sources)).singleElement().asString().contains("is another client's token");
  }

  @Test
  void a_user_without_a_group_is_refused() {
    assertThat(problems(Sources.none().line("recorder.user.fred.team", "sales")))
        .singleElement()
        .asString()
        .startsWith("recorder.user.fred.group (RECORDER_USER_FRED_GROUP) is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"boss", "AGENT", "agent supervisor"})
  void a_group_that_does_not_exist_is_refused(String group) {
    assertThat(problems(Sources.none().line("recorder.user.fred.group", group)))
        .singleElement()
        .asString()
        .contains("it takes agent, supervisor or manager");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0.1/8",
        "crm.example.org",
        "10.0.0",
        "::1/129",
        "10.0.0.0/8;"
      })
  void what_is_no_network_is_refused(String network) {
    assertThat(problems(Sources.none().line("recorder.trusted-networks", network)))
        .singleElement()
        .asString()
        .startsWith("recorder.trusted-networks (RECORDER_TRUSTED_NETWORKS)");
  }

  @Test
  void a_settings_object_prints_no_secret() {
    assertThat(
            Sources.withPbx("a")
                .line("recorder.client.crm.secret", "crm-secret")
                .line("recorder.admin.password", "admin-secret")
                .read()
                .toString())
        .doesNotContain("manager-secret")
        .doesNotContain("crm-secret")
        .doesNotContain("admin-secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recorder.http.port | 65536",
        "recorder.http.port | http",
        "recorder.http.address | localhost",
        "recorder.http.address | 1.2.3",
        "recorder.management.port | -1",
        "recorder.storage.low-water | -1",
        "recorder.pbx.main.port | x",
        "recorder.pbx.main.spool-here | relative",
        "recorder.user.fred.extensions | 410,41 1",
      })
  void an_invalid_value_is_refused_and_named(String property, String value) {
    assertThat(
            problems(
                Sources.withPbx("main")
                    .line("recorder.user.fred.group", "agent")
                    .line(property, value)))
        .singleElement()
        .asString()
        .startsWith(property + " (")
        .contains("; it takes ");
  }

  @Test
  void a_user_s_name_may_have_dots_and_capitals() {
    assertThat(Sources.none().line("recorder.user.Fred.Smith.group", "manager").read().users())
        .extracting(User::name)
        .containsExactly("Fred.Smith");
  }

  @ParameterizedTest
  @ValueSource(strings = {"recorder.client.a:b.secret", "recorder.user.a b.group"})
  void a_name_that_no_caller_could_give_is_refused(String property) {
    assertThat(problems(Sources.none().line(property, "manager")))
        .singleElement()
        .asString()
        .contains("is no name");
  }

  @Test
  void an_identity_provider_needs_its_name_and_nothing_else() {
    RecorderSettings settings =
        Sources.none().line("recorder.oidc.issuer", "https://id.example/realms/company").read();
    assertThat(settings.identityProvider())
        .contains(
            new RecorderSettings.IdentityProvider(
                URI.create("https://id.example/realms/company"),
                "open-recorder",
                Optional.empty(),
                new RecorderSettings.IdentityClaims(
                    "azp",
                    "preferred_username",
                    "recorder_group",
                    "recorder_team",
                    "recorder_extensions",
                    Optional.empty(),
                    List.of(ServiceAccountProof.Form.values()))));
    assertThat(Sources.none().read().identityProvider()).isEmpty();
    assertThat(problems(Sources.none().line("recorder.oidc.audience", "recorder")))
        .singleElement()
        .asString()
        .startsWith("recorder.oidc.issuer (RECORDER_OIDC_ISSUER) is missing");
  }

  @Test
  void a_site_says_what_proves_that_a_token_is_of_a_client_itself() {
    assertThat(serviceAccounts("entra, token_kind=service account,subject"))
        .containsExactly(
            ServiceAccountProof.Form.ENTRA,
            new ServiceAccountProof.Says("token_kind", "service account"),
            ServiceAccountProof.Form.SUBJECT);
  }

  private static List<ServiceAccountProof> serviceAccounts(String value) {
    return Sources.none()
        .line("recorder.oidc.issuer", "https://id.example")
        .line("recorder.oidc.service-account", value)
        .read()
        .identityProvider()
        .orElseThrow()
        .claims()
        .serviceAccounts();
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "Keycloak", ",", "=app", "idtyp=", "id typ=app", "keycloak entra"})
  void what_proves_nothing_is_refused(String value) {
    assertThat(
            problems(
                Sources.none()
                    .line("recorder.oidc.issuer", "https://id.example")
                    .line("recorder.oidc.service-account", value)))
        .singleElement()
        .asString()
        .startsWith("recorder.oidc.service-account");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example",
        "ldap://id.example",
        "https://user@id.example",
        "https://id.example?realm=company",
        "id.example"
      })
  void keys_of_a_provider_are_taken_from_nobody_who_is_between(String issuer) {
    assertThat(problems(Sources.none().line("recorder.oidc.issuer", issuer)))
        .singleElement()
        .asString()
        .startsWith("recorder.oidc.issuer");
  }

  @Test
  void a_provider_on_this_machine_need_not_be_encrypted() {
    assertThat(
            Sources.none()
                .line("recorder.oidc.issuer", "http://127.0.0.1:8180/realms/company")
                .read()
                .identityProvider())
        .isPresent();
  }

  @Test
  void certificates_of_a_provider_have_to_be_some(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("certificates.pem"), "none");
    assertThat(
            problems(
                Sources.none()
                    .line("recorder.oidc.issuer", "https://id.example")
                    .line("recorder.oidc.certificates", file.toString())))
        .singleElement()
        .asString()
        .startsWith("recorder.oidc.certificates");
  }

  @Test
  void a_client_needs_no_secret_where_somebody_vouches_for_it() {
    RecorderSettings settings =
        Sources.none()
            .line("recorder.oidc.issuer", "https://id.example")
            .line("recorder.client.portal.permissions", "retrieve")
            .read();
    assertThat(settings.clients())
        .singleElement()
        .satisfies(
            client -> {
              assertThat(client.secrets()).isEmpty();
              assertThat(client.rights().permissions()).containsExactly(ClientPermission.RETRIEVE);
            });
  }
}
