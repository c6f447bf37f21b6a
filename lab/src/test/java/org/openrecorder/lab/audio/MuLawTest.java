package org.openrecorder.lab.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuLawTest {
  @ParameterizedTest
  @CsvSource({"0, 255", "-1, 127", "32767, 128", "-32768, 0", "1000, 206", "-1000, 78"})
  void known_samples_have_their_known_codes(short sample, int code) {
    assertThat(MuLaw.encode(sample) & 0xFF).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"255, 0", "128, 32124", "0, -32124", "206, 988", "78, -988"})
  void known_codes_stand_for_their_known_samples(int code, short sample) {
    assertThat(MuLaw.decode((byte) code)).isEqualTo(sample);
  }

  @Test
  void every_code_but_negative_zero_comes_back() {
    for (int code = 0; code < 256; code++) {
      if (code != 0x7F) {
        assertThat(MuLaw.encode(MuLaw.decode((byte) code))).isEqualTo((byte) code);
      }
    }
  }
}
