package org.openrecorder.lab.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionDescriptionTest {
  private static final InetSocketAddress AUDIO =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_000);

  @ParameterizedTest
  @EnumSource
  void what_was_written_is_read_back(Direction direction) {
    SessionDescription description = new SessionDescription(AUDIO, direction);

    assertThat(SessionDescription.parse(description.encoded(1))).contains(description);
  }

  @Test
  void without_a_direction_audio_goes_both_ways() {
    String text = new SessionDescription(AUDIO, Direction.SEND_AND_RECEIVE).encoded(1);

    assertThat(SessionDescription.parse(text.replace("a=sendrecv\r\n", "")))
        .map(SessionDescription::direction)
        .contains(Direction.SEND_AND_RECEIVE);
  }

  @Test
  void a_description_without_a_port_names_no_place() {
    String text = new SessionDescription(AUDIO, Direction.INACTIVE).encoded(1);

    assertThat(SessionDescription.parse(text.replace("4000", "0"))).isEmpty();
    assertThat(SessionDescription.parse("v=0\r\n")).isEmpty();
  }
}
