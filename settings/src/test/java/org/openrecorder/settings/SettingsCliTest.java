package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsCliTest {

  @Test
  void the_shell_learns_where_to_listen_and_where_the_data_is() {
    assertThat(
            SettingsCli.shell(Sources.none().line("recorder.data", "/srv/recorder").read()).lines())
        .contains(
            "export OPENRECORDER_DATA='/srv/recorder'",
            "export RECORDER_HTTP_ADDRESS='127.0.0.1'",
            "export RECORDER_HTTP_PORT='8080'",
            "export RECORDER_MANAGEMENT_PORT='9990'",
            "export OPENRECORDER_MANAGEMENT_ADDRESS='127.0.0.1'");
  }

  @Test
  void management_stays_on_this_machine_unless_it_is_asked_for_elsewhere() {
    Sources open = Sources.none().line("recorder.http.address", "0.0.0.0");
    assertThat(SettingsCli.shell(open.read()))
        .contains("RECORDER_HTTP_ADDRESS='0.0.0.0'")
        .contains("OPENRECORDER_MANAGEMENT_ADDRESS='127.0.0.1'");
    assertThat(SettingsCli.shell(open.line("recorder.management.address", "192.0.2.1").read()))
        .contains("OPENRECORDER_MANAGEMENT_ADDRESS='192.0.2.1'");
  }

  @Test
  void a_header_has_to_come_sooner_than_a_body() {
    assertThat(SettingsCli.shell(Sources.none().read()))
        .contains("OPENRECORDER_HTTP_TIMEOUT='30000'")
        .contains("OPENRECORDER_HTTP_HEADER_TIMEOUT='10000'");
    assertThat(SettingsCli.shell(Sources.none().line("recorder.http.timeout", "PT2S").read()))
        .contains("OPENRECORDER_HTTP_TIMEOUT='2000'")
        .contains("OPENRECORDER_HTTP_HEADER_TIMEOUT='2000'");
  }

  @Test
  void the_embedded_database_lies_below_the_data() {
    assertThat(SettingsCli.shell(Sources.none().read()))
        .contains("OPENRECORDER_DB_DRIVER='h2'")
        .contains("OPENRECORDER_DB_QUERY_TIMEOUT='0'")
        .contains("OPENRECORDER_DB_BATCH='0'")
        .contains(
            "'jdbc:h2:retry:" + Path.of("data").toAbsolutePath() + "/db/recorder;WRITE_DELAY=0");
  }

  @Test
  void a_frozen_database_is_given_up_soon() {
    assertThat(
            SettingsCli.shell(
                Sources.none()
                    .line("recorder.db.url", "jdbc:postgresql://h/d?socketTimeout=9")
                    .read()))
        .contains("OPENRECORDER_DB_DRIVER='postgresql'")
        .contains("OPENRECORDER_DB_QUERY_TIMEOUT='3'")
        .contains("OPENRECORDER_DB_BATCH='50'")
        .contains(
            "'jdbc:postgresql://h/d?socketTimeout=9&cancelSignalTimeout=1&connectTimeout=1&loginTimeout=1&tcpKeepAlive=true'");
  }

  @Test
  void what_changes_the_tables_may_take_its_time_and_be_another_user() {
    Sources settings = Sources.none().line("recorder.db.url", "jdbc:postgresql://h/d");
    assertThat(SettingsCli.shell(settings.read()))
        .contains("export OPENRECORDER_DB_OWNER_URL='jdbc:postgresql://h/d'\n")
        .contains("export OPENRECORDER_DB_OWNER_USER='recorder'\n");
    assertThat(
            SettingsCli.shell(
                settings
                    .line("recorder.db.owner-user", "boss")
                    .line("recorder.db.owner-password", "of the boss")
                    .read()))
        .contains("export OPENRECORDER_DB_OWNER_USER='boss'\n")
        .contains("export OPENRECORDER_DB_OWNER_PASSWORD='of the boss'\n")
        .contains("export OPENRECORDER_DB_USER='recorder'\n");
  }

  @Test
  void nothing_in_a_value_means_anything_to_the_shell() {
    assertThat(
            SettingsCli.shell(
                Sources.none()
                    .line("recorder.db.url", "jdbc:postgresql://h/d")
                    .line("recorder.db.password", "a'; $(touch x) \"b")
                    .read()))
        .contains("export OPENRECORDER_DB_PASSWORD='a'\\''; $(touch x) \"b'\n");
  }

  @Test
  void the_hash_of_a_secret_is_made_of_its_first_line() {
    String hash = SettingsCli.hash(lines("s3cret ü\nmore"));
    assertThat(hash).startsWith("pbkdf2-sha512$210000$").doesNotContain("s3cret");
    assertThat(new PasswordHash(hash).matches("s3cret ü")).isTrue();
    assertThat(new PasswordHash(hash).matches("s3cret ü\nmore")).isFalse();
  }

  @Test
  void there_is_no_hash_of_nothing() {
    assertThatExceptionOfType(InvalidSettings.class).isThrownBy(() -> SettingsCli.hash(lines("")));
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> SettingsCli.hash(lines("\nx")));
  }

  @Test
  void the_hash_of_a_token_is_what_the_settings_take_and_nothing_else_is_hashed() {
    String hash = SettingsCli.tokenHash(lines("a.token-of-20-letters\nmore"));
    assertThat(TokenHash.read(hash)).isEqualTo(TokenHash.of("a.token-of-20-letters"));
    assertThat(hash).startsWith("sha256$").doesNotContain("a.token");
    for (String none : new String[] {"", "too-short", "with spaces and long enough"}) {
      assertThatExceptionOfType(InvalidSettings.class)
          .isThrownBy(() -> SettingsCli.tokenHash(lines(none)));
    }
  }

  private static InputStream lines(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
