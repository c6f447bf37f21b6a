package org.openrecorder.audit.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void a_record_is_one_line_in_the_order_of_the_heading() {
    JsonObject item =
        Json.createObjectBuilder()
            .add("result", "OK")
            .add("time", "2026-11-30T08:00:00.000Z")
            .add("client", "crm")
            .addNull("user")
            .add("address", "192.0.2.7")
            .add("action", "start")
            .add("what", "410")
            .addNull("recording")
            .add("tag", "Größe 😀")
            .add("reason", "the only live call of 410")
            .build();
    assertThat(Lines.of(item))
        .isEqualTo(
            "2026-11-30T08:00:00.000Z\tcrm\t\t192.0.2.7\tstart\t410\t\tGröße 😀\tOK"
                + "\tthe only live call of 410");
    assertThat(Lines.heading().split("\t")).hasSize(Lines.of(item).split("\t").length);
  }

  @Test
  void what_a_terminal_would_obey_is_spelled_out() {
    JsonObject item =
        Json.createObjectBuilder().add("tag", "a\u001b[2Jb\nc\u202ed\u0085e\u2028f").build();
    assertThat(Lines.of(item)).contains("a\\u001b[2Jb\\u000ac\\u202ed\\u0085e\\u2028f");
  }

  @Test
  void options_become_parameters_and_unknown_ones_are_refused() throws Exception {
    Question question = Question.of(new String[] {"--user", "fred & co", "--result", "OK"});
    assertThat(question.query(500, "")).isEqualTo("user=fred+%26+co&result=OK&limit=500");
    assertThat(question.query(1, "a-b")).endsWith("&limit=1&cursor=a-b");
    for (String[] wrong :
        new String[][] {{"--usr", "fred"}, {"user", "fred"}, {"--user"}, {"--limit", "1"}}) {
      assertThatThrownBy(() -> Question.of(wrong)).hasMessageStartingWith("usage: ");
    }
  }
}
