package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ColumnTextTest {

  @Test
  void a_text_that_fits_stays_as_it_is() {
    assertThat(ColumnText.fitting("čeština 😀", 10)).isEqualTo("čeština 😀");
  }

  @Test
  void a_text_that_is_too_long_is_cut() {
    assertThat(ColumnText.fitting("12345678901", 10)).isEqualTo("123456789…");
  }

  @Test
  void a_character_is_never_cut_in_two() {
    assertThat(ColumnText.fitting("12345678😀90", 10)).isEqualTo("12345678…");
  }

  @Test
  void what_postgresql_cannot_store_is_replaced() {
    assertThat(ColumnText.fitting("a\0b\ud83dc\n", 10)).isEqualTo("a?b?c\n");
  }

  @Test
  void a_missing_text_stays_missing() {
    assertThat(ColumnText.fittingOrNull(null, 10)).isNull();
  }
}
