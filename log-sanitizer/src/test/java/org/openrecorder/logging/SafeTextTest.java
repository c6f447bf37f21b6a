package org.openrecorder.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"a\nFORGED", "a\r\nFORGED", "a\u0085FORGED", "a\u2028FORGED"})
  void no_text_begins_a_line_of_its_own(String text) {
    assertThat(SafeText.of(text).lines()).containsExactly("a", "    | FORGED");
  }

  @Test
  void a_carriage_return_alone_overwrites_nothing() {
    assertThat(SafeText.of("a\rFORGED")).isEqualTo("a\\u000dFORGED");
  }

  @Test
  void nothing_means_anything_to_a_terminal() {
    assertThat(SafeText.of("\u001b[31mred\u0000\u009b\u202eleft"))
        .isEqualTo("\\u001b[31mred\\u0000\\u009b\\u202eleft");
  }

  @ParameterizedTest
  @CsvSource({
    "tag 4111111111111111, tag [16 digits]",
    "tag 4111 1111 1111 1111., tag [16 digits].",
    "tag 3782-822463-10005, tag [15 digits]",
    "0000000000000, [13 digits]",
    "x12345678901234567890123x, x[23 digits]x"
  })
  void what_may_be_a_card_number_is_masked(String text, String safe) {
    assertThat(SafeText.of(text)).isEqualTo(safe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call 1764043077.214 of pbx1-1764043077.214",
        "2026-11-25 04:11:14 4111 1111 1111 1112",
        "00000000-0000-0001-0000-000000000002",
        "order 123456789012",
        "größer als 7 \t 名前"
      })
  void what_a_log_is_read_for_stays(String text) {
    assertThat(SafeText.of(text)).isEqualTo(text);
  }

  @Test
  void audio_is_not_kept() {
    assertThat(SafeText.of("got " + "UklG".repeat(60) + "== end"))
        .isEqualTo("got [242 characters of BASE64] end");
  }
}
