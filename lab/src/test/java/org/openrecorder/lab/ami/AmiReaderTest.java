package org.openrecorder.lab.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AmiReaderTest {
  private static final String TWO_MESSAGES =
      String.join(
          "\r\n",
          "Asterisk Call Manager/11.0.0",
          "Response: Success",
          "ActionID: lab-1",
          "",
          "",
          "Event: TestEvent",
          "State: a",
          "State: b",
          "Name: Zo\u00eb: x",
          "",
          "");

  @Test
  void messages_are_cut_at_blank_lines_and_a_second_blank_line_is_nothing() {
    assertThat(read(TWO_MESSAGES, 1_000)).hasSize(2);
  }

  @Test
  void messages_are_the_same_when_they_come_byte_by_byte() {
    assertThat(read(TWO_MESSAGES, 1)).isEqualTo(read(TWO_MESSAGES, 1_000));
  }

  @Test
  void a_name_may_come_twice_and_a_value_may_hold_a_colon_and_any_letter() {
    AmiMessage event = read(TWO_MESSAGES, 1_000).get(1);

    assertThat(event.all("state")).containsExactly("a", "b");
    assertThat(event.get("Name")).isEqualTo("Zo\u00eb: x");
    assertThat(event.isEvent("TestEvent")).isTrue();
  }

  @Test
  void what_is_not_finished_is_not_given_out() {
    assertThat(read("Action: Ping\r\nActionID: 1\r\n", 1_000)).isEmpty();
  }

  private static List<AmiMessage> read(String text, int slice) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AmiReader reader = new AmiReader();
    List<AmiMessage> messages = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += slice) {
      byte[] part = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + slice));
      messages.addAll(reader.take(part, part.length));
    }
    return messages;
  }
}
