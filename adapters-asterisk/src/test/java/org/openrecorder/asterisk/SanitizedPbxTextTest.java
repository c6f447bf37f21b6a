package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SanitizedPbxTextTest {

  @Test
  void a_pbx_cannot_begin_a_line_of_its_own() {
    assertThat(SanitizedPbxText.of("No\r\nsuch\u001b channel\n")).isEqualTo("No  such  channel");
  }

  @Test
  void a_pbx_cannot_talk_for_ever() {
    assertThat(SanitizedPbxText.of("x".repeat(10_000))).hasSize(200);
  }

  @Test
  void a_silent_pbx_is_said_to_be_silent() {
    assertThat(SanitizedPbxText.of(null)).isEqualTo("it does not say why");
    assertThat(SanitizedPbxText.of(" ")).isEqualTo("it does not say why");
  }
}
