package org.openrecorder.rest.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.InvalidValue;

class CursorsTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void a_cursor_fits_in_a_url_and_can_be_read_back(long after) {
    String text = Cursors.text(new Page.Cursor(after));
    assertThat(text).matches("[A-Za-z0-9_-]+");
    assertThat(Cursors.parse(text)).isEqualTo(new Page.Cursor(after));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "AAAAAAAAAA",
        "AAAAAAAAAAAA",
        "AAAAAAAAAA=",
        "AAAAA AAAAA",
        "../../../.."
      })
  void any_other_text_is_no_cursor(String text) {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Cursors.parse(text));
  }
}
