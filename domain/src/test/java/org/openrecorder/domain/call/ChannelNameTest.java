package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.domain.InvalidValue;

class ChannelNameTest {

  @ParameterizedTest
  @CsvSource({
    "SIP/410-12FA7B, 410",
    "PJSIP/sales-desk-0000001a, sales-desk",
    "IAX2/410-77, 410",
    "Local/410@internal-00000001;1, 410",
    "Local/410@from-internal-00000001;2, 410",
    "DAHDI/i1/5551234-1, i1/5551234",
    "PJSIP/trunk@provider-00000002, trunk@provider",
    "SIP/410, 410"
  })
  void the_extension_is_what_is_left_without_technology_and_unique_part(
      String name, String extension) {
    assertThat(new ChannelName(name).extension()).contains(new Extension(extension));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIP/-1", "Local/@internal-1;1", "SIP/a b-1", "SIP/..-1"})
  void a_name_that_leaves_nothing_usable_has_no_extension(String name) {
    assertThat(new ChannelName(name).extension()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIP/410-1<MASQ>", "SIP/410-1<ZOMBIE>"})
  void a_channel_whose_place_another_one_takes_answers_to_no_extension(String name) {
    assertThat(new ChannelName(name).extension()).isEmpty();
  }

  @Test
  void only_the_technology_local_makes_a_channel_local() {
    assertThat(new ChannelName("Local/410@internal-00000001;1").isLocal()).isTrue();
    assertThat(new ChannelName("PJSIP/Local-00000001").isLocal()).isFalse();
  }

  @Test
  void a_local_channel_has_two_halves_and_others_have_none() {
    ChannelName first = new ChannelName("Local/410@internal-00000001;1");
    ChannelName second = new ChannelName("Local/410@internal-00000001;2");
    assertThat(first.otherHalf()).contains(second);
    assertThat(second.otherHalf()).contains(first);
    assertThat(new ChannelName("Local/410@internal-1;1<ZOMBIE>").otherHalf()).isEmpty();
    assertThat(new ChannelName("PJSIP/410-00000001;1").otherHalf()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "410", "/410-1", "SIP/410\r\nAction: Command"})
  void what_is_no_channel_name_is_refused(String text) {
    assertThatThrownBy(() -> new ChannelName(text)).isInstanceOf(InvalidValue.class);
  }
}
