package org.openrecorder.lab.ami;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveChannelTest {
  @ParameterizedTest
  @CsvSource({
    "PJSIP/410-0000001a, 410, true",
    "SIP/sales-desk-00000004, sales-desk, true",
    "SIP/sales-desk-00000004, sales, false",
    "PJSIP/4101-0000001a, 410, false",
    "Local/410@lab-00000001;1, 410, false"
  })
  void a_channel_belongs_to_the_endpoint_in_its_name(
      String name, String endpoint, boolean belongs) {
    LiveChannel channel = new LiveChannel(name, "1.1", "1.1", "Up", "");

    assertThat(channel.isOf(endpoint)).isEqualTo(belongs);
  }
}
