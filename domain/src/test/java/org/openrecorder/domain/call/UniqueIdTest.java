package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.domain.InvalidValue;

class UniqueIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1795411936.13",
        "Main Office 1-1795411936.13",
        "crm-3f2b9c1e",
        "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
        "410",
        "click 2 call (ü)",
        "a/b:c;1",
      })
  void whatever_asterisk_can_give_is_one(String text) {
    assertThat(new UniqueId(text).value()).isEqualTo(text);
    assertThat(new LinkedId(text).value()).isEqualTo(text);
  }

  @Test
  void it_has_at_most_150_characters() {
    assertThat(new UniqueId("x".repeat(150)).value()).hasSize(150);
    assertThatThrownBy(() -> new UniqueId("x".repeat(151))).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1.1\r\nAction: Command", "a\u0000", "\ud83d", "a\u2028b"})
  void what_is_blank_or_more_than_a_line_is_none(String text) {
    assertThatThrownBy(() -> new UniqueId(text)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new LinkedId(text)).isInstanceOf(InvalidValue.class);
  }

  @Test
  void only_an_id_that_asterisk_made_tells_when() {
    assertThat(new UniqueId("Main Office 1-17.4").birth()).contains(new IdTimestamp(17, 4));
    assertThat(new UniqueId("17.4").birth()).contains(new IdTimestamp(17, 4));
    assertThat(new UniqueId("18446744073709551615.4").birth()).isEmpty();
    assertThat(new UniqueId("crm-3f2b9c1e").birth()).isEmpty();
    assertThat(new UniqueId("17.4.5").birth()).isEmpty();
  }

  @Test
  void the_name_of_the_pbx_may_stand_before_any_id() {
    PbxName pbx = new PbxName("berlin");
    assertThat(new UniqueId("berlin-17.4").without(pbx)).contains(new UniqueId("17.4"));
    assertThat(new UniqueId("berlin-crm-3f").without(pbx)).contains(new UniqueId("crm-3f"));
    assertThat(new UniqueId("berlin-").without(pbx)).isEmpty();
    assertThat(new UniqueId("hamburg-17.4").without(pbx)).isEmpty();
  }
}
