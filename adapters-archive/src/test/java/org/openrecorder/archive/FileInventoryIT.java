package org.openrecorder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;
import org.openrecorder.testing.ArchiveInventoryContract;
import org.openrecorder.testing.WavFiles;

class FileInventoryIT implements ArchiveInventoryContract {

  private static final FileQuiescence IMPATIENT =
      new FileQuiescence(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofMillis(2));

  @TempDir Path directory;

  @BeforeEach
  void makeDirectories() throws IOException {
    Files.createDirectories(spool());
    audioArchive().prepare();
  }

  private Path spool() {
    return directory.resolve("spool");
  }

  private Path archive() {
    return directory.resolve("archive");
  }

  private Path file(RecordingId recording) {
    return spool().resolve(recording + ".wav");
  }

  @Override
  public FileInventory inventory() {
    return new FileInventory(Map.of(PBX, spool()), archive(), keys(), Instant::now);
  }

  @Override
  public FileAudioArchive audioArchive() {
    return new FileAudioArchive(
        Map.of(PBX, spool()), new ArchiveDirectory(archive(), keys()), 0, Instant::now, IMPATIENT);
  }

  /** What the archive is encrypted with. */
  MasterKeys keys() {
    return MasterKeys.NONE;
  }

  /** Work with files. */
  private interface FileWork<T> {
    T perform() throws IOException;
  }

  private static <T> T performed(FileWork<T> work) {
    try {
      return work.perform();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void put(RecordingId recording, byte[] bytes) {
    Path unused = performed(() -> Files.write(file(recording), bytes));
  }

  @Override
  public void age(RecordingId recording) {
    FileTime anHourAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    Path unused = performed(() -> Files.setLastModifiedTime(file(recording), anHourAgo));
  }

  @Override
  public Optional<byte[]> spooled(RecordingId recording) {
    return read(file(recording));
  }

  @Override
  public Optional<byte[]> archived(String path) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try {
      new ArchiveKeys(archive(), keys()).decrypt(path, content);
      return Optional.of(content.toByteArray());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Optional<byte[]> read(Path path) {
    return Files.exists(path)
        ? Optional.of(performed(() -> Files.readAllBytes(path)))
        : Optional.empty();
  }

  @Override
  public void replace(StoredAudio audio, Optional<byte[]> file) {
    Path path = archive().resolve(audio.path());
    boolean unused =
        performed(
            () ->
                file.isPresent()
                    ? Files.write(path, file.get()).equals(path)
                    : Files.deleteIfExists(path));
  }

  @Test
  void the_original_of_a_repaired_file_is_held_too() {
    StoredAudio audio = stored(WavFiles.unfinished(WavFiles.oneSecond()));
    assertThat(inventory().holds(PBX, RECORDING, audio)).isTrue();
  }

  @Test
  void an_archive_that_is_not_mounted_is_not_an_empty_one() {
    StoredAudio audio = stored(WavFiles.oneSecond());
    boolean unused = performed(() -> Files.deleteIfExists(archive().resolve("incoming")));
    assertThatThrownBy(() -> inventory().look(audio)).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> inventory().parts()).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void files_that_were_not_named_here_are_no_recordings() throws IOException {
    StoredAudio audio = stored(WavFiles.oneSecond());
    Path day = archive().resolve(audio.path()).resolveSibling("");
    Files.write(day.resolve("notes.wav"), new byte[1]);
    Files.createDirectories(archive().resolve("2026/11/not-a-day"));
    assertThat(inventory().parts()).containsExactly(archive().relativize(day).toString());
    assertThat(inventory().in(inventory().parts().getFirst())).containsExactly(RECORDING);
  }

  @Test
  void an_archive_that_a_link_leads_to_is_looked_at() throws IOException {
    StoredAudio audio = stored(WavFiles.oneSecond());
    Path elsewhere = Files.createDirectories(directory.resolve("large-disk")).resolve("audio");
    Files.move(archive(), elsewhere);
    Files.createSymbolicLink(archive(), elsewhere);
    String day = audio.path().substring(0, audio.path().lastIndexOf('/'));
    assertThat(inventory().parts()).containsExactly(day);
    assertThat(inventory().in(day)).containsExactly(RECORDING);
    assertThat(inventory().look(audio)).isEqualTo(ArchiveInventory.Condition.THERE);
    assertThat(inventory().links()).isEmpty();
  }

  @Test
  void a_link_in_the_archive_is_told_of_and_not_followed() throws IOException {
    StoredAudio audio = stored(WavFiles.oneSecond());
    Path year = archive().resolve(audio.path().substring(0, audio.path().indexOf('/')));
    Path elsewhere = directory.resolve("old-years");
    Files.move(year, elsewhere);
    Files.createSymbolicLink(year, elsewhere);
    assertThat(inventory().parts()).isEmpty();
    assertThat(inventory().links()).containsExactly(archive().relativize(year).toString());
    assertThat(inventory().look(audio)).isEqualTo(ArchiveInventory.Condition.MISSING);
  }
}
