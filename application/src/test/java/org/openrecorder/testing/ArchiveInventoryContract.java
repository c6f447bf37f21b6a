package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.ArchiveInventory.Condition;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/** What every {@link ArchiveInventory} keeps. */
public interface ArchiveInventoryContract {

  PbxName PBX = new PbxName("pbx-1");
  RecordingId RECORDING = new RecordingId(new UUID(1, 1));

  ArchiveInventory inventory();

  /** The archive that it is the inventory of. */
  AudioArchive audioArchive();

  /** Does what the PBX {@link #PBX} does: leaves that file in its spool. */
  void put(RecordingId recording, byte[] file);

  /** Lets the file in the spool be so old that its PBX has forgotten it. */
  void age(RecordingId recording);

  /** What lies in the spool now. */
  Optional<byte[]> spooled(RecordingId recording);

  /** What lies in the archive under that path. */
  Optional<byte[]> archived(String path);

  /** Replaces what lies there, behind the archive's back; nothing takes it away. */
  void replace(StoredAudio audio, Optional<byte[]> file);

  /** Archives that file. */
  default StoredAudio stored(byte[] file) {
    put(RECORDING, file);
    IngestResult ingested = audioArchive().ingest(PBX, RECORDING);
    assertThat(ingested).isInstanceOf(IngestResult.Stored.class);
    return ((IngestResult.Stored) ingested).audio();
  }

  @Test
  default void a_look_at_an_archived_file_tells_whether_it_is_there_in_its_size() {
    StoredAudio audio = stored(WavFiles.oneSecond());
    assertThat(inventory().look(audio)).isEqualTo(Condition.THERE);
    replace(audio, Optional.of(new byte[7]));
    assertThat(inventory().look(audio)).isEqualTo(Condition.OTHER_SIZE);
    replace(audio, Optional.empty());
    assertThat(inventory().look(audio)).isEqualTo(Condition.MISSING);
  }

  @Test
  default void every_archived_recording_is_found_once() {
    assertThat(inventory().parts().stream().flatMap(part -> inventory().in(part).stream()))
        .isEmpty();
    StoredAudio unused = stored(WavFiles.unfinished(WavFiles.oneSecond()));
    assertThat(inventory().parts().stream().flatMap(part -> inventory().in(part).stream()))
        .containsExactly(RECORDING);
  }

  @Test
  default void a_finished_file_is_at_rest_and_an_unfinished_one_only_after_a_while() {
    put(RECORDING, WavFiles.oneSecond());
    assertThat(inventory().atRest(PBX, RECORDING)).isTrue();
    put(RECORDING, WavFiles.unfinished(WavFiles.oneSecond()));
    assertThat(inventory().atRest(PBX, RECORDING)).isFalse();
    age(RECORDING);
    assertThat(inventory().atRest(PBX, RECORDING)).isTrue();
  }

  @Test
  default void a_file_that_is_not_there_is_at_rest_and_not_held() {
    StoredAudio audio = stored(WavFiles.oneSecond());
    RecordingId other = new RecordingId(new UUID(2, 2));
    assertThat(inventory().atRest(PBX, other)).isTrue();
    assertThat(inventory().holds(PBX, other, audio)).isFalse();
  }

  @Test
  default void the_archive_holds_a_file_if_it_has_each_of_its_bytes() {
    StoredAudio audio = stored(WavFiles.oneSecond());
    assertThat(inventory().holds(PBX, RECORDING, audio)).isTrue();
    byte[] other = WavFiles.oneSecond();
    other[100] ^= 1;
    put(RECORDING, other);
    assertThat(inventory().holds(PBX, RECORDING, audio)).isFalse();
  }

  @Test
  default void a_file_that_is_put_aside_is_copied_and_is_no_archived_recording() {
    put(RECORDING, WavFiles.oneSecond());
    String place = inventory().quarantine(PBX, RECORDING);
    assertThat(place).isEqualTo("orphans/" + RECORDING + ".wav");
    assertThat(archived(place)).hasValue(WavFiles.oneSecond());
    assertThat(spooled(RECORDING)).hasValue(WavFiles.oneSecond());
    assertThat(inventory().parts().stream().flatMap(part -> inventory().in(part).stream()))
        .isEmpty();
  }

  @Test
  default void a_file_that_was_put_aside_is_never_replaced_by_another() {
    put(RECORDING, WavFiles.oneSecond());
    String first = inventory().quarantine(PBX, RECORDING);
    assertThat(inventory().quarantine(PBX, RECORDING)).isEqualTo(first);
    put(RECORDING, WavFiles.withoutAudio());
    String second = inventory().quarantine(PBX, RECORDING);
    assertThat(archived(first)).hasValue(WavFiles.oneSecond());
    assertThat(archived(second)).hasValue(WavFiles.withoutAudio());
  }
}
