package org.openrecorder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.SpoolContract;
import org.openrecorder.testing.WavFiles;

final class DirectorySpoolIT implements SpoolContract {

  @TempDir Path directory;

  @BeforeEach
  void makeOtherSpool() throws IOException {
    Files.createDirectories(directory.resolve("one"));
    Files.createDirectories(directory.resolve("two"));
  }

  @Override
  public DirectorySpool spool() {
    return new DirectorySpool(
        Map.of(PBX, directory.resolve("one"), OTHER_PBX, directory.resolve("two")));
  }

  private Path file(RecordingId recording) {
    return directory.resolve("one").resolve(recording + ".wav");
  }

  @Override
  public void put(RecordingId recording, byte[] bytes) {
    try {
      Files.write(file(recording), bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void a_link_is_no_file() throws IOException {
    Path elsewhere = Files.write(directory.resolve("elsewhere.wav"), WavFiles.oneSecond());
    Files.createSymbolicLink(file(RECORDING), elsewhere);
    assertThat(spool().has(PBX, RECORDING)).isFalse();
  }

  @Test
  void a_pbx_that_is_not_configured_has_no_files() {
    assertThat(spool().has(new PbxName("gone"), RECORDING)).isFalse();
    assertThat(spool().await(new PbxName("gone"), RECORDING, LONG)).isFalse();
  }

  @Test
  void what_cannot_be_deleted_is_told() throws IOException {
    Files.createDirectories(file(RECORDING).resolve("not empty"));
    assertThatThrownBy(() -> spool().remove(PBX, RECORDING)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void a_thread_that_is_told_to_stop_does_not_wait() {
    Thread.currentThread().interrupt();
    assertThat(spool().await(PBX, RECORDING, LONG)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
