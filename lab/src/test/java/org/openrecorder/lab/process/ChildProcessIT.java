package org.openrecorder.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildProcessIT {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Path HERE = Path.of("/");

  @Test
  void a_warning_is_no_part_of_an_answer() {
    assertThat(answer("echo could not change directory >&2; echo 4711")).isEqualTo("4711\n");
  }

  @Test
  void an_answer_comes_from_the_directory_that_was_named() {
    assertThat(answer("pwd")).isEqualTo("/\n");
  }

  @Test
  void what_a_program_complains_of_is_told_when_it_fails() {
    assertThatThrownBy(() -> answer("echo 12; echo no such database >&2; exit 3"))
        .isInstanceOf(LabFailure.class)
        .hasMessageContaining("ended with 3")
        .hasMessageContaining("12")
        .hasMessageContaining("no such database");
  }

  private static String answer(String script) {
    return ChildProcess.answer(List.of("sh", "-c", script), HERE, BOUND);
  }
}
