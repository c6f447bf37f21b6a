package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.1",
    "192.0.2.0/24, 192.0.2.255",
    "192.0.2.7, 192.0.2.7",
    "192.0.2.128/25, 192.0.2.200",
    "0.0.0.0/0, 203.0.113.9",
    "2001:db8::/32, 2001:db8:1::5",
    "::1, ::1",
    "fe80::/10, fe80::1%eth0",
    "192.0.2.0/24, ::ffff:192.0.2.9"
  })
  void an_address_inside_is_contained(String network, String address) {
    assertThat(Network.parse(network).contains(address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.3.0",
    "192.0.2.7, 192.0.2.8",
    "192.0.2.128/25, 192.0.2.127",
    "0.0.0.0/0, ::1",
    "::/0, 192.0.2.1",
    "2001:db8::/32, 2001:db9::1",
    "127.0.0.0/8, localhost",
    "127.0.0.0/8, ''",
    "0.0.0.0/0, 256.0.0.1"
  })
  void any_other_is_not(String network, String address) {
    assertThat(Network.parse(network).contains(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/33",
        "10.0.0.0/08x",
        "10.0.0.1/8",
        "10.0.0",
        "256.0.0.1",
        "1.2.3.4.5",
        "localhost",
        "crm.example.org/32",
        "::1/129",
        "2001:db8::1/32",
        ":::",
        "1::2::3",
        "[::1]"
      })
  void what_is_no_network_is_refused_without_asking_a_name_server(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.0/24", "0.0.0.0/0", "192.0.2.7/32"})
  void a_network_prints_as_it_is_written(String text) {
    assertThat(Network.parse(text)).hasToString(text);
  }
}
