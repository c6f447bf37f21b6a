package org.openrecorder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LowWaterMarkTest {

  private static final LowWaterMark MARK = new LowWaterMark(100);

  @Test
  void room_runs_out_at_the_mark() {
    assertThat(MARK.isLow(101, false)).isFalse();
    assertThat(MARK.isLow(100, false)).isTrue();
    assertThat(MARK.isLow(0, false)).isTrue();
  }

  @Test
  void room_is_back_a_tenth_above_the_mark() {
    assertThat(MARK.isLow(110, true)).isTrue();
    assertThat(MARK.isLow(111, true)).isFalse();
  }

  @Test
  void the_highest_mark_is_never_above_itself() {
    assertThat(new LowWaterMark(Long.MAX_VALUE).isLow(1L << 40, true)).isTrue();
  }
}
