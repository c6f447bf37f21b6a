package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.domain.InvalidValue;

class AmiValueTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1795419526.1\r\nAction: Command",
        "a\nb",
        "a\rb",
        "a\0b",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\u001bb",
        "a\u007fb",
        "",
        " "
      })
  void what_could_be_more_than_one_header_is_refused(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> AmiValue.header("the value", text));
  }

  @Test
  void no_text_that_passes_holds_a_line_break() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = new String(new char[] {'a', (char) random.nextInt(0x3000), 'b'});
      if (passes(text)) {
        assertThat(text.chars()).allMatch(c -> !Character.isISOControl(c));
      }
    }
  }

  private static boolean passes(String text) {
    try {
      AmiValue.header("the value", text);
      return true;
    } catch (InvalidValue refused) {
      return false;
    }
  }

  @Test
  void a_header_longer_than_asterisk_reads_is_refused() {
    assertThat(AmiValue.header("the value", "x".repeat(900))).hasSize(900);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> AmiValue.header("the value", "x".repeat(901)));
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> AmiValue.header("the value", "\u00e4".repeat(451)));
  }

  @Test
  void an_ordinary_path_is_a_file() {
    assertThat(AmiValue.file("the file", "/var/spool/asterisk/monitor/0d9a3a70-5c3e.wav"))
        .isEqualTo("/var/spool/asterisk/monitor/0d9a3a70-5c3e.wav");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/spool/a.wav,,touch /tmp/x",
        "/spool/a.wav,r(x)",
        "/spool/^{X}.wav",
        "/spool/${X}.wav",
        "/spool/$(x).wav",
        "/spool/a b.wav",
        "/spool/a|b.wav",
        "/spool/a;b.wav",
        "/spool/\u00e4.wav",
        "/spool/../etc/x.wav",
        "spool/a.wav",
        "/spool/a\r\nCommand: x"
      })
  void what_asterisk_could_take_for_more_than_a_file_is_refused(String path) {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> AmiValue.file("the file", path));
  }

  @Test
  void a_rejection_names_the_rule_and_not_the_value() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> AmiValue.file("the file", "/secret,x"))
        .withMessageStartingWith("the file")
        .withMessageNotContaining("secret");
  }
}
