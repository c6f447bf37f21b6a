package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitedDatabaseTest {

  private static final int TRIES = 62;

  private final List<String> told = new ArrayList<>();
  private final AtomicInteger tries = new AtomicInteger();

  private void await(int answersAt, String state) {
    new AwaitedDatabase(
            () -> {
              if (tries.incrementAndGet() < answersAt) {
                throw new SQLException("as the test wants", state);
              }
            },
            Duration.ZERO)
        .await(told::add);
  }

  @Test
  void a_database_that_is_there_is_not_waited_for() {
    await(1, "08001");
    assertThat(told).isEmpty();
  }

  @Test
  void it_is_waited_for_until_it_answers_and_that_is_told_now_and_then() {
    await(TRIES, "08001");
    assertThat(tries).hasValue(TRIES);
    assertThat(told).hasSize(2).first().asString().contains("waiting", "as the test wants");
  }

  @Test
  void one_that_is_just_starting_is_waited_for() {
    await(3, "57P03");
    assertThat(tries).hasValue(3);
  }

  @Test
  void one_that_refuses_is_not_waited_for() {
    assertThatThrownBy(() -> await(TRIES, "28P01")).isInstanceOf(InvalidSettings.class);
    assertThatThrownBy(() -> await(TRIES, "3D000")).isInstanceOf(InvalidSettings.class);
    assertThat(tries).hasValue(2);
  }
}
