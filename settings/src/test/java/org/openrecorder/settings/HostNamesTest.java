package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

  private static final List<String> KNOWN = List.of("recorder.example.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:8080",
        "192.0.2.7:",
        "[::1]",
        "[2001:db8::1]:8080",
        "localhost:8080",
        "recorder",
        "RECORDER_2:80",
        "recorder.",
        "recorder.example.com",
        "Recorder.Example.COM:8443",
        "recorder.example.com.:80"
      })
  void these_are_names_of_ours(String host) {
    assertThat(HostNames.isOurs(host, KNOWN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "recorder.example.com.evil.example",
        "127.0.0.1.evil.example",
        "0x7f.1",
        "recorder.example.com:80:80",
        "recorder.example.com:port",
        "evil.example#recorder.example.com",
        "evil.example@recorder.example.com",
        "recorder.example.com evil.example",
        "[::1",
        "::1]",
        "[evil.example]",
        "evil..example",
        ".",
        ":8080",
        "\u00fc.example"
      })
  void others_are_not(String host) {
    assertThat(HostNames.isOurs(host, KNOWN)).isFalse();
  }

  @Test
  void the_machine_s_own_name_is_one_of_ours() {
    assertThat(HostNames.isOurs("pbx7.example.net", List.of())).isFalse();
    System.setProperty("jboss.qualified.host.name", "PBX7.example.net");
    try {
      assertThat(HostNames.isOurs("pbx7.example.net:8080", List.of())).isTrue();
    } finally {
      System.clearProperty("jboss.qualified.host.name");
    }
  }

  @Test
  void pages_are_known_by_scheme_host_and_port() {
    List<String> origins =
        List.of(
            HostNames.origin("https://CRM.example.com/"),
            HostNames.origin("http://crm.example.com:80"),
            HostNames.origin("http://10.0.0.7:8000"));
    assertThat(origins)
        .containsExactly(
            "https://crm.example.com", "http://crm.example.com", "http://10.0.0.7:8000");
    assertThat(HostNames.isPageOf("https://crm.example.com", origins)).isTrue();
    assertThat(HostNames.isPageOf("https://crm.example.com:443/order?id=7", origins)).isTrue();
    assertThat(HostNames.isPageOf("http://10.0.0.7:8000/", origins)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "https://crm.example.com.evil.example",
        "https://crm.example.com:8443",
        "https://crm.example.com@evil.example/",
        "http://crm.example.com",
        "//crm.example.com",
        "ftp://crm.example.com",
        "https://evil.example/https://crm.example.com",
        "https://crm.example.com https://evil.example",
        "https:crm.example.com",
        "javascript://crm.example.com"
      })
  void other_pages_are_not_known(String page) {
    assertThat(HostNames.isPageOf(page, List.of("https://crm.example.com"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"crm.example.com", "https://crm.example.com/app", "*.example.com", "https://a@b"})
  void what_is_no_origin_cannot_be_set(String text) {
    assertThatThrownBy(() -> HostNames.origin(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "recorder.example.com:8080", "*.example.com", "a..b", "http://a"})
  void what_is_no_name_cannot_be_set(String text) {
    assertThatThrownBy(() -> HostNames.host(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
