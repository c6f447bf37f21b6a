package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
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

  /** Somebody else leaves a file in the spool of {@link #PBX}. */
  void putForeign();

  @Test
  default void a_file_tells_its_size_and_when_it_was_written() {
    Instant before = Instant.now().minusSeconds(5);
    put(RECORDING, WavFiles.oneSecond());
    Spool.Found found = spool().look(PBX, RECORDING).orElseThrow();
    assertThat(found.recording()).isEqualTo(RECORDING);
    assertThat(found.bytes()).isEqualTo(WavFiles.oneSecond().length);
    assertThat(found.lastWritten().orElseThrow()).isBetween(before, Instant.now().plusSeconds(5));
  }

  /** Does what the PBX does when recording ends. */
  void close(RecordingId recording);

  @Test
  default void the_pbx_closes_a_file_when_recording_ends() {
    put(RECORDING, WavFiles.unfinished(WavFiles.oneSecond()));
    assertThat(spool().closed(PBX, RECORDING)).isFalse();
    close(RECORDING);
    assertThat(spool().closed(PBX, RECORDING)).isTrue();
  }

  @Test
  default void a_file_that_is_not_there_was_never_closed() {
    assertThat(spool().closed(PBX, RECORDING)).isFalse();
  }

  @Test
  default void a_file_that_is_not_there_tells_nothing() {
    assertThat(spool().look(PBX, RECORDING)).isEmpty();
  }

  @Test
  default void the_list_has_our_files_and_the_number_of_the_others() {
    put(RECORDING, WavFiles.oneSecond());
    put(new RecordingId(new UUID(1, 2)), WavFiles.withoutAudio());
    putForeign();
    Spool.Listing listing = spool().list(PBX);
    assertThat(listing.ours())
        .containsExactlyInAnyOrder(RECORDING, new RecordingId(new UUID(1, 2)));
    assertThat(listing.foreign()).isEqualTo(1);
    assertThat(listing.complete()).isTrue();
  }

  @Test
  default void the_list_of_one_pbx_has_no_files_of_another() {
    put(RECORDING, WavFiles.oneSecond());
    assertThat(spool().list(OTHER_PBX).ours()).isEmpty();
  }
}
