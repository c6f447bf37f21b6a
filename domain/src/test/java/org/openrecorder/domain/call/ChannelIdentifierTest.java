package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.domain.InvalidValue;

class ChannelIdentifierTest {

  @ParameterizedTest
  @ValueSource(strings = {"12347811.214", "pbx1-12347811.214", "pbx-a-1795412052.0", "0.0"})
  void what_has_the_shape_of_a_unique_id_is_one(String text) {
    assertThat(ChannelIdentifier.parse(text)).isEqualTo(new UniqueId(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "410",
        "sales-desk",
        "12347811.",
        ".214",
        "12347811.214.3",
        "-1.2",
        "name-a.b",
        "büro+2"
      })
  void all_else_is_an_extension(String text) {
    assertThat(ChannelIdentifier.parse(text)).isEqualTo(new Extension(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "410\r\nAction: Command",
        "410,i(X)",
        "${EXTEN}",
        "../../etc/passwd",
        "'410'",
        "\"",
        "a&b",
        "<410>",
        "410\u0000",
        "4 10",
        "\u202e410"
      })
  void what_can_be_neither_is_refused(String text) {
    assertThatThrownBy(() -> ChannelIdentifier.parse(text)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {81, 300, 100_000})
  void what_is_too_long_is_refused(int length) {
    assertThatThrownBy(() -> ChannelIdentifier.parse("4".repeat(length)))
        .isInstanceOf(InvalidValue.class);
  }
}
