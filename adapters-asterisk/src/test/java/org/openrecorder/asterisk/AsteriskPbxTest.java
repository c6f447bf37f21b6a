package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.call.ExtensionRules;
import org.openrecorder.domain.call.PbxName;

class AsteriskPbxTest {

  @Test
  void the_secret_never_shows() {
    assertThat(pbx("rec", "/spool")).hasToString("a (rec@pbx.example:5038)");
  }

  @Test
  void a_slash_at_the_end_of_the_spool_makes_no_difference() {
    assertThat(pbx("rec", "/spool/monitor/")).isEqualTo(pbx("rec", "/spool/monitor"));
  }

  @Test
  void a_spool_that_could_be_taken_for_options_is_refused() {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> pbx("rec", "/spool,x"));
  }

  @Test
  void a_user_of_two_lines_is_refused() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> pbx("rec\r\nEvents: on", "/spool"));
  }

  @Test
  void a_port_outside_its_range_is_refused() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () ->
                new AsteriskPbx(
                    new PbxName("a"),
                    "pbx.example",
                    65_536,
                    "rec",
                    "s3cret",
                    "/spool",
                    ExtensionRules.NONE));
  }

  private static AsteriskPbx pbx(String user, String spool) {
    return new AsteriskPbx(
        new PbxName("a"), "pbx.example", 5038, user, "s3cret", spool, ExtensionRules.NONE);
  }
}
