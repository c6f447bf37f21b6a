package org.openrecorder.rest.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.domain.access.ChangeReason;
import org.openrecorder.rest.request.MalformedRequestException;

class MarkRequestTest {

  @Test
  void true_and_false_are_the_two_marks() throws IOException {
    assertThat(read("{\"private\": true}")).isEqualTo(Mark.PRIVATE);
    assertThat(read(" {\"private\":false} \n")).isEqualTo(Mark.NOT_PRIVATE);
  }

  @Test
  void a_deletion_is_taken_back_and_either_may_have_a_reason() throws IOException {
    assertThat(read("{\"deleted\": false}")).isEqualTo(Mark.NOT_DELETED);
    assertThat(read("{\"deleted\": true, \"reason\": null}")).isEqualTo(Mark.DELETED);
    assertThat(request("{\"reason\": \"by order\", \"private\": true}").reason())
        .contains(new ChangeReason("by order"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "true",
        "null",
        "private=true",
        "{\"private\": \"true\"}",
        "{\"private\": 1}",
        "{\"private\": null}",
        "{\"private\": {}}",
        "{\"Private\": true}",
        "{\"private\": true, \"deleted\": true}",
        "{\"private\": true, \"private\": false}",
        "{\"private\": true} {}",
        "{\"private\": true}x",
        "{\"private\": true,}",
        "{\"reason\": \"alone\"}",
        "{\"private\": true, \"tag\": \"23\"}",
        "{\"private\": true, \"reason\": \"\"}",
        "{\"private\": true, \"reason\": \"two\\nlines\"}",
        "{\"private\": true, \"reason\": true}"
      })
  void anything_else_is_refused(String body) {
    assertThatExceptionOfType(MalformedRequestException.class).isThrownBy(() -> read(body));
  }

  @Test
  void a_body_above_the_bound_is_refused() {
    String padded = " ".repeat(MarkRequest.MOST_BYTES) + "{\"private\": true}";
    assertThatExceptionOfType(MalformedRequestException.class).isThrownBy(() -> read(padded));
  }

  private static Mark read(String body) throws IOException {
    return request(body).mark();
  }

  private static MarkRequest request(String body) throws IOException {
    return MarkRequest.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
