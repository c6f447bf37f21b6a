package org.openrecorder.rest.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {

  @Test
  void an_ordinary_channel_name_is_shown_as_it_is() {
    assertThat(HeaderText.of("SIP/410-12FA7B")).isEqualTo("SIP/410-12FA7B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIP/é-1", "SIP/a\r\nSet-Cookie: x", "SIP/100%41", "SIP/a b", "SIP/😀"})
  void an_odd_one_is_safe_and_can_be_read_back(String name) {
    String text = HeaderText.of(name);
    assertThat(text).matches("[!-~]+");
    assertThat(URLDecoder.decode(text, StandardCharsets.UTF_8)).isEqualTo(name);
  }
}
