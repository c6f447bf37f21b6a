package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.domain.recording.RecordingState.EndedWithoutAudio;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * The columns of {@code recording} that tell where it is in its life. Which of them are filled
 * depends on the state.
 */
@Embeddable
record StateColumns(
    @Column(name = "state", nullable = false) String state,
    @Column(name = "reason") @Nullable String reason,
    @Column(name = "monitor") @Nullable String monitor,
    @Column(name = "started_at") @Nullable Instant startedAt,
    @Column(name = "ended_at") @Nullable Instant endedAt,
    @Column(name = "audio_path") @Nullable String audioPath,
    @Column(name = "audio_bytes") @Nullable Long audioBytes,
    @Column(name = "audio_sha256") @Nullable String audioSha256,
    @Column(name = "audio_nanos") @Nullable Long audioNanos) {

  private static final int MOST_REASON = 1_000;

  static StateColumns of(RecordingState state) {
    Optional<StoredAudio> audio = state.audio();
    return new StateColumns(
        state.name(),
        ColumnText.fittingOrNull(state.reason().orElse(null), MOST_REASON),
        state instanceof RecordingState.InProgress running ? running.monitor().value() : null,
        ColumnTime.of(state.startedAt()),
        ColumnTime.of(state.endedAt()),
        audio.map(StoredAudio::path).orElse(null),
        audio.map(StoredAudio::bytes).orElse(null),
        audio.map(stored -> stored.sha256().value()).orElse(null),
        audio.map(stored -> stored.duration().toNanos()).orElse(null));
  }

  /**
   * The state that the columns tell.
   *
   * @throws DataCorruptException if they tell none
   */
  RecordingState toDomain() {
    return switch (state) {
      case "requested" -> new RecordingState.Requested();
      case "recording" ->
          new RecordingState.InProgress(there(startedAt), new MixMonitorId(there(monitor)));
      case "withdrawn" -> new RecordingState.Cancelling(there(endedAt), there(reason));
      case "finalising" -> new RecordingState.Finalising(there(startedAt), there(endedAt));
      case "available", "interrupted" ->
          new RecordingState.Archived(
              there(startedAt), there(endedAt), audio(), Optional.ofNullable(reason));
      case "empty" -> ended(EndedWithoutAudio.Kind.EMPTY);
      case "damaged" -> ended(EndedWithoutAudio.Kind.DAMAGED);
      case "failed" -> ended(EndedWithoutAudio.Kind.FAILED);
      default -> throw new DataCorruptException("a recording is in the unknown state " + state);
    };
  }

  private StoredAudio audio() {
    return new StoredAudio(
        there(audioPath),
        there(audioBytes),
        new Checksum(there(audioSha256)),
        Duration.ofNanos(there(audioNanos)));
  }

  private EndedWithoutAudio ended(EndedWithoutAudio.Kind kind) {
    return new EndedWithoutAudio(
        kind, Optional.ofNullable(startedAt), there(endedAt), there(reason));
  }

  private <T> T there(@Nullable T column) {
    if (column == null) {
      throw new DataCorruptException("a recording in the state " + state + " lacks a column");
    }
    return column;
  }
}
