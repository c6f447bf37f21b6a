package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.domain.InvalidValue;

class TagTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22",
        "Auftrag Nr. 7/ä",
        "../x",
        "a,b${c}",
        "<&>'\"",
        "Καλημέρα 😀",
        "x",
        "a\u2028b",
        "a\u2029b"
      })
  void a_tag_is_any_text_without_control_characters(String text) {
    assertThat(new Tag(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "a\r\nb", "a\u0000", "\u0085", "\u2028", "\ud83d"})
  void blank_text_and_control_characters_are_refused(String text) {
    assertThatThrownBy(() -> new Tag(text)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ä", "😀"})
  void it_is_at_most_255_characters_long_whatever_they_take_in_memory(String character) {
    assertThat(new Tag(character.repeat(255)).value()).startsWith(character);
    assertThatThrownBy(() -> new Tag(character.repeat(256)))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("255");
  }
}
