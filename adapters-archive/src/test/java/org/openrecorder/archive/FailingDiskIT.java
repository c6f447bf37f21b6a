package org.openrecorder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.archive.encryption.FileInput;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.WavFiles;

/** The disk of the archive fails at each write, each fsync and each rename once. */
class FailingDiskIT {

  private static final PbxName PBX = new PbxName("pbx");
  private static final FileQuiescence IMPATIENT =
      new FileQuiescence(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofMillis(2));

  @TempDir Path directory;
  private final FailingDisk disk = new FailingDisk();
  private MasterKeys keys = MasterKeys.NONE;

  @BeforeEach
  void makeSpool() throws IOException {
    Files.createDirectory(spool());
  }

  private Path spool() {
    return directory.resolve("spool");
  }

  /** The one file is taken as it is; of the other a repaired copy is stored beside the original. */
  @ParameterizedTest
  @CsvSource({"true, false", "false, false", "true, true", "false, true"})
  void a_step_that_fails_is_told_and_the_file_is_taken_anew_from_the_spool(
      boolean finished, boolean encrypted) throws IOException {
    keys = encrypted ? Keys.NEW : MasterKeys.NONE;
    byte[] file = finished ? WavFiles.oneSecond() : WavFiles.unfinished(WavFiles.oneSecond());
    int steps = ingested("whole", file, 0);
    assertThat(steps).isGreaterThan(3);
    for (int step = 1; step <= steps; step++) {
      ingested("broken at " + step, file, step);
    }
    assertThat(disk.usedAgain()).as("something that had failed was used again").isFalse();
  }

  @Test
  void a_file_is_on_the_disk_before_it_has_its_name_and_its_name_before_anybody_is_told()
      throws IOException {
    int steps = ingested("whole", WavFiles.oneSecond(), 0);
    assertThat(disk.done().subList(steps - 4, steps))
        .containsExactly("write", "force", "rename", "force");
  }

  /** Takes a file in, over that failure; answers how many steps a whole deposit takes. */
  private int ingested(String archiveName, byte[] file, int failing) throws IOException {
    Path root = directory.resolve(archiveName);
    FileAudioArchive archive =
        new FileAudioArchive(
            Map.of(PBX, spool()),
            new ArchiveDirectory(root, keys, disk),
            0,
            Instant::now,
            IMPATIENT);
    archive.prepare();
    RecordingId recording = new RecordingId(UUID.randomUUID());
    Path spooled = Files.write(spool().resolve(recording + ".wav"), file);
    if (failing > 0) {
      disk.failAt(failing);
      assertThatThrownBy(() -> archive.ingest(PBX, recording))
          .as(archiveName)
          .isInstanceOf(StoreUnavailableException.class)
          .rootCause()
          .hasMessage("Input/output error");
      assertThat(spooled).as(archiveName).hasBinaryContent(file);
      assertThat(root.resolve("incoming")).as(archiveName).isEmptyDirectory();
      assertThat(wholeOrNotThere(root)).as(archiveName).isTrue();
    }
    disk.failAt(0);
    IngestResult ingested = archive.ingest(PBX, recording);
    assertThat(ingested).as(archiveName).isInstanceOf(IngestResult.Stored.class);
    try (AudioContent content = archive.open(((IngestResult.Stored) ingested).audio())) {
      assertThat(content.stream().readAllBytes()).isEqualTo(WavFiles.oneSecond());
    }
    return disk.steps();
  }

  /** What has its name already has all its bytes. */
  private boolean wholeOrNotThere(Path root) throws IOException {
    ArchiveDirectory archive = new ArchiveDirectory(root, keys);
    for (String name : names(archive)) {
      try (FileInput file = archive.open(archive.find(name), name)) {
        if (file.size() != WavFiles.oneSecond().length || !readable(file)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean readable(FileInput file) throws IOException {
    return !Sha256.of(file).toString().isEmpty();
  }

  private static List<String> names(ArchiveDirectory archive) throws IOException {
    List<String> names = new ArrayList<>();
    archive.forEachFile(file -> names.add(archive.name(file)));
    return names;
  }
}
