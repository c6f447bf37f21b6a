package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityCheckTest {

  private static final String LONG = "kQ7-vTz0-pL4x-9sWd";
  private static final String HASH = PasswordHash.of(LONG).text();

  /** Nothing of it is on this machine, so nothing of it is open. */
  private static Sources closed() {
    return closedButForTheTrusted().line("recorder.trusted.client", "crm");
  }

  private static Sources closedButForTheTrusted() {
    return Sources.none()
        .line("recorder.data", "/not/there")
        .line("recorder.pbx.a.host", "127.0.0.1")
        .line("recorder.pbx.a.user", "open-recorder")
        .line("recorder.pbx.a.secret", LONG)
        .line("recorder.pbx.a.spool", "/not/there/either")
        .line("recorder.client.crm.secret-hash", HASH)
        .line("recorder.trusted-networks", "192.0.2.0/24,2001:db8::/64");
  }

  private static List<SecurityCheck.Finding> findings(Sources sources) {
    return SecurityCheck.of(sources.read(), Instant.EPOCH);
  }

  @Test
  void what_is_closed_is_not_complained_of() {
    assertThat(findings(closed())).isEmpty();
    assertThat(SecurityCheck.table(List.of())).singleElement().asString().contains("nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "recorder.trusted-networks, 0.0.0.0/0",
    "recorder.trusted-networks, 10.0.0.0/8",
    "recorder.trusted-networks, ::/0",
    "recorder.proxies, 0.0.0.0/0",
    "recorder.http.address, 0.0.0.0",
    "recorder.http.address, 192.0.2.1",
    "recorder.management.address, 192.0.2.1",
    "recorder.admin.password, Admin",
    "recorder.admin.password, changeme",
    "recorder.admin.password, long-enough-but-plain",
    "recorder.client.other.secret, short",
    "recorder.client.other.secret, OTHER",
    "recorder.client.other.secret, long-enough-but-plain",
    "recorder.pbx.a.secret, open-recorder",
    "recorder.pbx.a.host, pbx.example"
  })
  void what_stands_open_is_named(String setting, String value) {
    assertThat(findings(closed().line(setting, value)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.where()).isEqualTo(setting));
  }

  @Test
  void the_password_of_a_database_elsewhere_is_looked_at() {
    assertThat(findings(closed().line("recorder.db.url", "jdbc:postgresql://h/d")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.where()).isEqualTo("recorder.db.password"));
  }

  @Test
  void an_http_interface_without_tls_is_named() {
    Sources sources =
        closed()
            .line("recorder.pbx.a.ari.url", "http://192.0.2.7:8088/ari")
            .line("recorder.pbx.a.ari.user", "open-recorder")
            .line("recorder.pbx.a.ari.password", LONG);
    assertThat(findings(sources))
        .singleElement()
        .satisfies(finding -> assertThat(finding.where()).isEqualTo("recorder.pbx.a.ari.url"));
    assertThat(findings(sources.line("recorder.pbx.a.ari.url", "https://192.0.2.7/ari"))).isEmpty();
  }

  @Test
  void trusted_networks_without_a_client_of_their_own_are_named() {
    assertThat(findings(closedButForTheTrusted()))
        .singleElement()
        .satisfies(finding -> assertThat(finding.where()).isEqualTo("recorder.trusted.client"));
  }

  @Test
  void the_table_tells_no_secret() {
    List<SecurityCheck.Finding> findings =
        findings(closed().line("recorder.client.other.secret", "hush-hush"));
    assertThat(SecurityCheck.table(findings))
        .hasSize(2)
        .last()
        .asString()
        .contains("recorder.client.other.secret | ")
        .doesNotContain("hush");
  }
}
