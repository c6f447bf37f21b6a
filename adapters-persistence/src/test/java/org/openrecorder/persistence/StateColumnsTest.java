package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.domain.recording.RecordingState.EndedWithoutAudio;

final class StateColumnsTest {

  private static StateColumns columns(String state) {
    return new StateColumns(state, null, null, null, null, null, null, null, null);
  }

  @Test
  void a_state_that_nobody_knows_is_corrupt() {
    assertThatThrownBy(() -> columns("paused").toDomain()).isInstanceOf(DataCorruptException.class);
  }

  @Test
  void a_state_that_lacks_a_column_is_corrupt() {
    assertThatThrownBy(() -> columns("recording").toDomain())
        .isInstanceOf(DataCorruptException.class);
    assertThatThrownBy(() -> columns("available").toDomain())
        .isInstanceOf(DataCorruptException.class);
    assertThatThrownBy(() -> columns("failed").toDomain()).isInstanceOf(DataCorruptException.class);
  }

  @Test
  void a_reason_of_any_length_fits() {
    EndedWithoutAudio failed =
        new EndedWithoutAudio(
            EndedWithoutAudio.Kind.FAILED, Optional.empty(), Instant.EPOCH, "x".repeat(5_000));
    assertThat(StateColumns.of(failed).reason()).hasSize(1_000);
  }
}
