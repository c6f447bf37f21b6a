package org.openrecorder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.port.StoreUnavailableException;
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
  public void close(RecordingId recording) {
    put(recording, WavFiles.oneSecond());
  }

  @Override
  public void put(RecordingId recording, byte[] bytes) {
    try {
      Files.write(file(recording), bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void putForeign() {
    try {
      Files.write(directory.resolve("one").resolve("voicemail.wav"), new byte[1]);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void only_regular_files_with_our_names_are_listed_as_ours() throws IOException {
    Path elsewhere = Files.write(directory.resolve("elsewhere.wav"), WavFiles.oneSecond());
    Files.createSymbolicLink(file(RECORDING), elsewhere);
    Path one = directory.resolve("one");
    Files.createDirectory(one.resolve(new UUID(3, 3) + ".wav"));
    Files.write(one.resolve(new UUID(3, 4) + ".wav.tmp"), new byte[1]);
    Files.write(one.resolve("ABCDEF00-0000-0000-0000-000000000001.wav"), new byte[1]);
    assertThat(spool().list(PBX).ours()).isEmpty();
    assertThat(spool().list(PBX).foreign()).isEqualTo(4);
  }

  @Test
  void a_spool_that_is_not_there_is_not_an_empty_one() throws IOException {
    Files.delete(directory.resolve("two"));
    assertThatThrownBy(() -> spool().list(OTHER_PBX)).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> spool().list(new PbxName("gone")))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void a_link_is_no_file() throws IOException {
    Path elsewhere = Files.write(directory.resolve("elsewhere.wav"), WavFiles.oneSecond());
    Files.createSymbolicLink(file(RECORDING), elsewhere);
    assertThat(spool().has(PBX, RECORDING)).isFalse();
    assertThat(spool().closed(PBX, RECORDING)).isFalse();
  }

  @Test
  void a_directory_is_no_file() throws IOException {
    Files.createDirectory(file(RECORDING));
    assertThat(spool().has(PBX, RECORDING)).isFalse();
    assertThat(spool().closed(PBX, RECORDING)).isFalse();
  }

  @Test
  void a_pbx_that_is_not_configured_has_no_files() {
    assertThat(spool().has(new PbxName("gone"), RECORDING)).isFalse();
    assertThat(spool().await(new PbxName("gone"), RECORDING, LONG)).isFalse();
  }

  @Test
  void what_cannot_be_deleted_is_told() throws IOException {
    Files.createDirectories(file(RECORDING).resolve("not empty"));
    assertThatThrownBy(() -> spool().remove(PBX, RECORDING))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void a_thread_that_is_told_to_stop_does_not_wait() {
    Thread.currentThread().interrupt();
    assertThat(spool().await(PBX, RECORDING, LONG)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
