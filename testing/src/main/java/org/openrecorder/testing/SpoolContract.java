package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.Spool;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;

/** What every {@link Spool} keeps. */
public interface SpoolContract {

  PbxName PBX = new PbxName("pbx-1");
  PbxName OTHER_PBX = new PbxName("pbx-2");
  RecordingId RECORDING = new RecordingId(new UUID(1, 1));
  Duration LONG = Duration.ofSeconds(10);
  Duration SHORT = Duration.ofMillis(20);

  Spool spool();

  /** Does what the PBX {@link #PBX} does: puts that file into its spool. */
  void put(RecordingId recording, byte[] file);

  @Test
  default void a_file_that_the_pbx_wrote_is_there() {
    put(RECORDING, WavFiles.oneSecond());
    assertThat(spool().has(PBX, RECORDING)).isTrue();
  }

  @Test
  default void a_file_that_nobody_wrote_is_not_there() {
    assertThat(spool().has(PBX, RECORDING)).isFalse();
  }

  @Test
  default void a_file_of_one_pbx_is_not_there_for_another() {
    put(RECORDING, WavFiles.oneSecond());
    assertThat(spool().has(OTHER_PBX, RECORDING)).isFalse();
  }

  @Test
  default void a_file_that_is_there_is_not_waited_for() {
    put(RECORDING, WavFiles.oneSecond());
    assertThat(spool().await(PBX, RECORDING, Duration.ZERO)).isTrue();
  }

  @Test
  default void a_file_that_comes_is_waited_for() {
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> spool().await(PBX, RECORDING, LONG));
    put(RECORDING, WavFiles.withoutAudio());
    assertThat(waiting).succeedsWithin(LONG).isEqualTo(true);
  }

  @Test
  default void a_file_that_does_not_come_is_waited_for_no_longer_than_asked() {
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> spool().await(PBX, RECORDING, SHORT));
    assertThat(waiting).succeedsWithin(LONG).isEqualTo(false);
  }

  @Test
  default void a_removed_file_is_gone() {
    put(RECORDING, WavFiles.oneSecond());
    spool().remove(PBX, RECORDING);
    assertThat(spool().has(PBX, RECORDING)).isFalse();
  }

  @Test
  default void removing_what_is_not_there_succeeds() {
    assertThatCode(() -> spool().remove(PBX, RECORDING)).doesNotThrowAnyException();
  }
}
