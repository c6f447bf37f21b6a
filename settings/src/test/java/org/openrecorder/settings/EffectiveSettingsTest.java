package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {

  @Test
  void defaults_are_shown_as_they_take_effect() {
    assertThat(
            EffectiveSettings.text(Sources.none().line("recorder.http.port", "8180").read())
                .lines())
        .contains(
            "recorder.http.address=127.0.0.1",
            "recorder.http.port=8180",
            "recorder.management.port=10090",
            "recorder.legacy.get-answer=text",
            "recorder.storage.low-water=256")
        .extracting(line -> line.split("=", 2)[0])
        .isSorted();
  }

  @Test
  void a_pbx_is_shown_with_what_was_left_out() {
    assertThat(EffectiveSettings.text(Sources.withPbx("a").read()).lines())
        .contains(
            "recorder.pbx.a.port=5038",
            "recorder.pbx.a.secret=********",
            "recorder.pbx.a.spool-here=/var/spool/asterisk/monitor");
  }

  @Test
  void secrets_are_masked_wherever_they_stand() {
    String text =
        EffectiveSettings.text(
            Sources.withPbx("a")
                .line("recorder.client.crm.secret", "crm-secret")
                .line("recorder.admin.password", "admin-secret")
                .line(
                    "recorder.db.url", "jdbc:postgresql://h/d?user=u&password=url-secret&ssl=true")
                .line("recorder.db.password", "db-secret")
                .line("recorder.db.owner-user", "boss")
                .line("recorder.db.owner-password", "boss-secret")
                .line("recorder.audit.key", "audit-secret-of-32-characters-or-more")
                .read());

    assertThat(text)
        .doesNotContain("manager-secret", "crm-secret", "admin-secret", "db-secret", "url-secret")
        .doesNotContain("boss-secret", "audit-secret")
        .contains("recorder.db.owner-user=boss")
        .contains("recorder.db.url=jdbc:postgresql://h/d?user=u&password=********&ssl=true");
  }

  @Test
  void hashes_of_secrets_are_masked_too() {
    String hash = PasswordHash.of("x").text();
    assertThat(
            EffectiveSettings.text(
                    Sources.none()
                        .line("recorder.client.crm.secret-hash", hash)
                        .line("recorder.admin.password-hash", hash)
                        .read())
                .lines())
        .contains("recorder.client.crm.secret-hash=********")
        .contains("recorder.admin.password-hash=********")
        .noneMatch(line -> line.contains(hash));
  }

  @Test
  void what_is_shown_can_be_read_again() {
    Sources again = Sources.none();
    RecorderSettings settings =
        Sources.withPbx("a")
            .line("recorder.user.fred.group", "agent")
            .line("recorder.user.fred.extensions", "410,411")
            .line("recorder.trusted-networks", "192.0.2.0/24,10.0.0.0/8")
            .line("recorder.trusted.methods", "")
            .line("recorder.client.all.secret", "manager-secret")
            .line("recorder.client.some.secret", "manager-secret")
            .line("recorder.client.some.extensions", "410")
            .line("recorder.client.nothing.secret", "manager-secret")
            .line("recorder.client.nothing.pbxs", "")
            .line("recorder.client.nothing.permissions", "")
            .read();

    EffectiveSettings.text(settings)
        .lines()
        .map(line -> line.split("=", 2))
        .forEach(line -> again.line(line[0], line[1].replace(Secret.MASK, "manager-secret")));

    assertThat(again.read()).isEqualTo(settings);
  }
}
