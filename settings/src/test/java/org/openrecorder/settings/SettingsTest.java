package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrecorder.settings.RecorderSettings.LegacyAnswer;
import org.openrecorder.settings.RecorderSettings.Pbx;
import org.openrecorder.settings.RecorderSettings.UserGroup;

class SettingsTest {

  private static final Map<String, String> PBX =
      Map.of(
          "recorder.pbx.main.host", "192.0.2.7",
          "recorder.pbx.main.user", "recorder",
          "recorder.pbx.main.secret", "s3cret",
          "recorder.pbx.main.spool", "/var/spool/asterisk/recorder");

  private static RawSettings raw(Map<String, String> file, Map<String, String> environment) {
    return RawSettings.of(
        new SmallRyeConfigBuilder()
            .withSources(
                new PropertiesConfigSource(file, "file", 200),
                new PropertiesConfigSource(environment, "environment", 300))
            .build());
  }

  private static RecorderSettings read(Map<String, String> file) {
    return new SettingsReader(raw(file, Map.of())).read();
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    Map<String, String> all = new HashMap<>(some);
    all.put(name, value);
    return all;
  }

  private static List<String> problems(Map<String, String> file) {
    return catchThrowableOfType(InvalidSettings.class, () -> read(file)).problems();
  }

  @Test
  void with_nothing_set_the_defaults_hold() {
    RecorderSettings settings = read(Map.of());
    assertThat(settings.http()).isEqualTo(new RecorderSettings.Http("127.0.0.1", 8080, 9990));
    assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.database()).isEmpty();
    assertThat(settings.pbxs()).isEmpty();
    assertThat(settings.trustedNetworks()).isEmpty();
    assertThat(settings.legacyGetAnswer()).isEqualTo(LegacyAnswer.TEXT);
  }

  @Test
  void a_pbx_takes_its_port_and_its_spool_here_from_the_defaults() {
    Pbx pbx = read(PBX).pbxs().getFirst();
    assertThat(pbx.name()).isEqualTo("main");
    assertThat(pbx.port()).isEqualTo(5038);
    assertThat(pbx.spoolHere()).isEqualTo(Path.of("/var/spool/asterisk/recorder"));
  }

  @Test
  void a_variable_is_stronger_than_a_line_of_the_file_and_meets_it_under_one_name() {
    RecorderSettings settings =
        new SettingsReader(
                raw(
                    PBX,
                    Map.of(
                        "RECORDER_PBX_MAIN_HOST", "192.0.2.8",
                        "RECORDER_PBX_MAIN_SPOOL_HERE", "/mnt/spool",
                        "RECORDER_HTTP_PORT", "18080")))
            .read();
    assertThat(settings.pbxs()).hasSize(1);
    assertThat(settings.pbxs().getFirst().host()).isEqualTo("192.0.2.8");
    assertThat(settings.pbxs().getFirst().spoolHere()).isEqualTo(Path.of("/mnt/spool"));
    assertThat(settings.http().port()).isEqualTo(18080);
  }

  @Test
  void a_variable_s_underscores_within_a_name_are_dashes() {
    RecorderSettings settings =
        new SettingsReader(raw(Map.of(), Map.of("RECORDER_CLIENT_OLD_CRM_SECRET", "12345678")))
            .read();
    assertThat(settings.clients().getFirst().name()).isEqualTo("old-crm");
  }

  @Test
  void users_have_a_group_a_team_and_extensions() {
    RecorderSettings.User user =
        read(Map.of(
                "recorder.user.Fred.Smith.group", "supervisor",
                "recorder.user.Fred.Smith.team", "sales",
                "recorder.user.Fred.Smith.extensions", "410, 411,410"))
            .users()
            .getFirst();
    assertThat(user.name()).isEqualTo("Fred.Smith");
    assertThat(user.group()).isEqualTo(UserGroup.SUPERVISOR);
    assertThat(user.team()).contains("sales");
    assertThat(user.extensions()).containsExactly("410", "411");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recorder.http.port | 0",
        "recorder.http.port | 65536",
        "recorder.http.port | http",
        "recorder.http.address | localhost",
        "recorder.http.address | 1.2.3",
        "recorder.storage.low-water | -1",
        "recorder.db.url | jdbc:mysql://x",
        "recorder.trusted-networks | 192.0.2.1/24",
        "recorder.trusted-networks | 192.0.2.0/33",
        "recorder.trusted-networks | example.org",
        "recorder.pbx.main.port | x",
        "recorder.pbx.main.spool | /var/spool,touch x",
        "recorder.pbx.main.spool | /var/../etc",
        "recorder.pbx.main.spool | relative",
        "recorder.pbx.main.spool-here | relative",
        "recorder.pbx.main.ari.url | http://192.0.2.1/ari",
        "recorder.client.crm.secret | short",
        "recorder.user.fred.group | boss",
        "recorder.legacy.get-answer | xml",
        "recorder.admin.password | short",
      })
  void an_invalid_value_stops_the_start_and_is_named(String property, String value) {
    assertThat(problems(with(PBX, property, value)))
        .singleElement()
        .asString()
        .startsWith(property + " ");
  }

  @Test
  void a_secret_is_never_part_of_a_problem() {
    assertThat(problems(Map.of("recorder.client.crm.secret", "xyz")))
        .noneMatch(line -> line.contains("xyz"));
  }

  @Test
  void an_unknown_name_stops_the_start_and_a_near_one_is_offered() {
    assertThat(problems(Map.of("recorder.http.prot", "1")))
        .containsExactly("recorder.http.prot is no setting; was recorder.http.port meant?");
    assertThat(
            catchThrowableOfType(
                    InvalidSettings.class,
                    () ->
                        new SettingsReader(
                                raw(Map.of(), Map.of("RECORDER_NONSENSE_OF_ALL_KINDS", "1")))
                            .read())
                .problems())
        .containsExactly("RECORDER_NONSENSE_OF_ALL_KINDS is no setting");
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThat(problems(Map.of("recorder.pbx.main.port", "x", "recorder.http.port", "y")))
        .hasSizeGreaterThan(4);
  }

  @Test
  void one_port_cannot_serve_two_things() {
    assertThat(problems(Map.of("recorder.http.port", "9990"))).hasSize(1);
  }

  @Test
  void what_is_in_effect_is_shown_without_secrets() {
    String text =
        EffectiveSettings.text(
            raw(
                with(PBX, "recorder.db.url", "jdbc:postgresql://x/y?user=u&password=hidden1"),
                Map.of("RECORDER_ADMIN_PASSWORD", "hidden22")));
    assertThat(text)
        .contains("recorder.pbx.main.host=192.0.2.7\n", "recorder.http.port=8080\n")
        .contains("recorder.pbx.main.secret=********\n", "recorder.admin.password=********\n")
        .doesNotContain("s3cret", "hidden1", "hidden22");
  }

  @Test
  void secrets_do_not_print() {
    assertThat(read(PBX).toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "0.0.0.0/0, ::1, false",
    "127.0.0.0/8, localhost, false",
    "fe80::/10, fe80::1%eth0, true"
  })
  void a_network_contains_its_addresses_and_no_names(
      String network, String address, boolean contained) {
    assertThat(Network.parse(network).contains(address)).isEqualTo(contained);
  }

  @Test
  void a_file_that_is_named_must_be_there() {
    assertThatThrownBy(() -> PropertiesFile.read(Path.of("no-such.properties")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("no-such.properties");
  }
}
