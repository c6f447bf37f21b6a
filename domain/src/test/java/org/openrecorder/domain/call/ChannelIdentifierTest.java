package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.domain.InvalidValue;

class ChannelIdentifierTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12347811.214",
        "pbx1-12347811.214",
        "pbx-a-1795412052.0",
        "Main Office 1-17.4",
        "0.0"
      })
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
  void all_else_that_can_be_an_extension_is_one(String text) {
    assertThat(ChannelIdentifier.parse(text)).isEqualTo(new Extension(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PJSIP/421", "pjsip/421-0000001a", "Local/410@from internal-1;2", "DAHDI/i1/5-1"})
  void a_technology_before_a_slash_makes_it_a_device_or_a_channel(String text) {
    assertThat(ChannelIdentifier.parse(text)).isEqualTo(new DeviceName(text));
  }

  /**
   * Somebody may have chosen them; nothing of them goes to the PBX unless a channel has that id.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "410,i(X)",
        "${EXTEN}",
        "../../etc/passwd",
        "'410'",
        "\"",
        "a&b",
        "<410>",
        "4 10",
        "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
        "\u202e410"
      })
  void what_cannot_be_an_extension_can_only_be_a_unique_id(String text) {
    assertThat(ChannelIdentifier.parse(text)).isEqualTo(new UniqueId(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "410\r\nAction: Command", "410\u0000", "PJSIP/4\n1", "1.2\r\n"})
  void what_is_blank_or_more_than_a_line_is_refused(String text) {
    assertThatThrownBy(() -> ChannelIdentifier.parse(text)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {151, 300, 100_000})
  void what_is_too_long_is_refused(int length) {
    assertThatThrownBy(() -> ChannelIdentifier.parse("4".repeat(length)))
        .isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> ChannelIdentifier.parse("SIP/" + "4".repeat(length)))
        .isInstanceOf(InvalidValue.class);
  }
}
