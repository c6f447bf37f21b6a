package org.openrecorder.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002::/64",
    "2001:db8:1:2:ffff:0:0:1, 20010db800010002::/64",
    "fe80:0:0:0:1:2:3:4%eth0, fe80000000000000::/64",
    "::ffff:192.0.2.7, ::ffff:192.0.2.7",
    "a name, a name"
  })
  void an_address_of_ipv6_counts_as_its_network(String address, String network) {
    assertThat(AddressPrefix.of(address)).isEqualTo(network);
  }
}
