package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/** What every {@link AudioArchive} keeps. */
public interface AudioArchiveContract {

  PbxName PBX = new PbxName("pbx-1");
  RecordingId RECORDING = new RecordingId(new UUID(1, 1));
  RecordingId OTHER = new RecordingId(new UUID(1, 2));

  AudioArchive audioArchive();

  /** Does what the PBX {@link #PBX} does: leaves that file in its spool. */
  void put(RecordingId recording, byte[] file);

  /** What lies in the spool now. */
  Optional<byte[]> spooled(RecordingId recording);

  /** Changes one byte of the archived file, behind the archive's back. */
  void spoil(StoredAudio audio);

  /** Deposits the recording, which must end up stored. */
  default IngestResult.Stored stored(RecordingId recording) {
    IngestResult ingested = audioArchive().ingest(PBX, recording);
    assertThat(ingested).isInstanceOf(IngestResult.Stored.class);
    return (IngestResult.Stored) ingested;
  }

  /** All bytes of archived audio. */
  default byte[] read(StoredAudio audio) throws IOException {
    try (AudioContent content = audioArchive().open(audio);
        InputStream stream = content.stream()) {
      return stream.readAllBytes();
    }
  }

  @Test
  default void a_complete_file_is_stored_and_given_as_it_is() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    IngestResult.Stored stored = stored(RECORDING);
    assertThat(stored.flaw()).isEmpty();
    assertThat(read(stored.audio())).isEqualTo(WavFiles.oneSecond());
  }

  @Test
  default void stored_audio_tells_its_size_checksum_and_duration() {
    byte[] file = WavFiles.tone(8_000, 12_001);
    put(RECORDING, file);
    StoredAudio audio = stored(RECORDING).audio();
    assertThat(audio.bytes()).isEqualTo(file.length);
    assertThat(audio.sha256()).isEqualTo(sha256(file));
    assertThat(audio.duration()).isEqualTo(Duration.ofNanos(1_500_125_000));
  }

  @Test
  default void content_tells_its_size() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    try (AudioContent content = audioArchive().open(stored(RECORDING).audio())) {
      assertThat(content.bytes()).isEqualTo(WavFiles.oneSecond().length);
    }
  }

  @Test
  default void a_file_that_the_pbx_did_not_finish_is_repaired_and_told() throws IOException {
    put(RECORDING, WavFiles.unfinished(WavFiles.oneSecond()));
    IngestResult.Stored stored = stored(RECORDING);
    assertThat(stored.flaw()).isPresent();
    assertThat(read(stored.audio())).isEqualTo(WavFiles.oneSecond());
  }

  @Test
  default void a_file_without_a_sample_has_no_audio() {
    put(RECORDING, WavFiles.withoutAudio());
    assertThat(audioArchive().ingest(PBX, RECORDING)).isEqualTo(new IngestResult.NoAudio(true));
  }

  @Test
  default void a_file_whose_first_sample_never_came_is_told_from_one_that_was_finished() {
    put(RECORDING, WavFiles.unfinished(WavFiles.withoutAudio()));
    assertThat(audioArchive().ingest(PBX, RECORDING)).isEqualTo(new IngestResult.NoAudio(false));
  }

  @Test
  default void a_file_that_is_not_there_is_missing() {
    assertThat(audioArchive().ingest(PBX, RECORDING)).isInstanceOf(IngestResult.Missing.class);
  }

  @Test
  default void a_file_of_something_else_is_unusable() {
    put(RECORDING, "this was never a sound ".repeat(10).getBytes(StandardCharsets.US_ASCII));
    assertThat(audioArchive().ingest(PBX, RECORDING)).isInstanceOf(IngestResult.Unusable.class);
  }

  @Test
  default void the_file_in_the_spool_stays_as_it_is() {
    byte[] file = WavFiles.unfinished(WavFiles.oneSecond());
    put(RECORDING, file);
    stored(RECORDING);
    assertThat(spooled(RECORDING)).hasValue(file);
  }

  @Test
  default void a_second_ingest_of_the_same_file_ends_at_the_same_place() {
    put(RECORDING, WavFiles.oneSecond());
    assertThat(stored(RECORDING)).isEqualTo(stored(RECORDING));
  }

  @Test
  default void a_file_with_one_wrong_byte_is_never_given_to_the_end() {
    byte[] file = WavFiles.tone(8_000, 200_000);
    put(RECORDING, file);
    StoredAudio audio = stored(RECORDING).audio();
    spoil(audio);
    assertThatThrownBy(() -> read(audio)).isInstanceOf(DataCorruptException.class);
  }

  @Test
  default void a_reader_of_a_spoilt_file_is_stopped_before_the_end() throws IOException {
    byte[] file = WavFiles.tone(8_000, 200_000);
    put(RECORDING, file);
    StoredAudio audio = stored(RECORDING).audio();
    spoil(audio);
    try (AudioContent content = audioArchive().open(audio);
        InputStream stream = content.stream()) {
      assertThat(bytesBeforeCorruption(stream)).isLessThan(file.length);
    }
  }

  private static int bytesBeforeCorruption(InputStream stream) throws IOException {
    byte[] block = new byte[1_000];
    int given = 0;
    try {
      for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
        given += read;
      }
    } catch (DataCorruptException found) {
      return given;
    }
    throw new AssertionError("nobody noticed the wrong byte");
  }

  @Test
  default void what_is_not_in_the_archive_cannot_be_opened() {
    StoredAudio nowhere =
        new StoredAudio("2026/01/01/nowhere.wav", 44, sha256(new byte[44]), Duration.ZERO);
    assertThatThrownBy(() -> audioArchive().open(nowhere)).isInstanceOf(DataCorruptException.class);
  }

  @Test
  default void a_file_of_another_size_than_was_stored_cannot_be_opened() {
    put(RECORDING, WavFiles.oneSecond());
    StoredAudio audio = stored(RECORDING).audio();
    StoredAudio longer =
        new StoredAudio(audio.path(), audio.bytes() + 1, audio.sha256(), audio.duration());
    assertThatThrownBy(() -> audioArchive().open(longer)).isInstanceOf(DataCorruptException.class);
  }

  @Test
  default void several_pieces_are_one_file_with_silence_between_them() throws IOException {
    byte[] first = WavFiles.tone(8_000, 300_000); // longer than what is held back
    byte[] second = WavFiles.tone(8_000, 801);
    put(RECORDING, first);
    put(OTHER, second);
    AudioArchive.Joined joined =
        audioArchive()
            .join(
                List.of(
                    new AudioSegment(Duration.ZERO, stored(RECORDING).audio()),
                    new AudioSegment(Duration.ofMillis(500), stored(OTHER).audio())));
    byte[] expected =
        ByteBuffer.allocate(first.length + 8_000 + second.length - WavFiles.HEADER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(first)
            .position(first.length + 8_000)
            .put(second, WavFiles.HEADER, second.length - WavFiles.HEADER)
            .putInt(4, first.length + 8_000 + second.length - WavFiles.HEADER - 8)
            .putInt(40, first.length + 8_000 + second.length - 2 * WavFiles.HEADER)
            .array();
    try (AudioContent content = joined.content();
        InputStream stream = content.stream()) {
      assertThat(stream.readAllBytes()).isEqualTo(expected);
      assertThat(content.bytes()).isEqualTo(expected.length);
    }
    assertThat(joined.sha256()).isEqualTo(sha256(expected));
  }

  @Test
  default void there_is_room_in_an_empty_archive() {
    assertThat(audioArchive().room(PBX)).isEqualTo(AudioArchive.Room.ENOUGH);
    assertThat(audioArchive().spoolWasShortSince(PBX, Instant.EPOCH)).isFalse();
  }

  /** The checksum of those bytes. */
  static Checksum sha256(byte[] file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
      return new Checksum(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
