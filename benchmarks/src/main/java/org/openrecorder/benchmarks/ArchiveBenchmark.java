package org.openrecorder.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.archive.FileAudioArchive;
import org.openrecorder.archive.encryption.MasterKey;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.lab.process.LabFailure;

/**
 * Archiving, in megabytes of audio per second: from the spool to where it survives a crash, by the
 * audioArchive that the server uses, in this virtual machine. With and without encryption in turn;
 * the median turn counts.
 */
final class ArchiveBenchmark {

  private static final PbxName PBX = new PbxName("bench");
  private static final int WARM_UPS = 5;
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Path spool;
  private final FileAudioArchive plain;
  private final FileAudioArchive encrypted;
  private final int rounds;

  /** Archives on the disk of {@code folder}, which is made. */
  ArchiveBenchmark(Path folder, MasterKey key, int rounds) throws IOException {
    this.spool = Files.createDirectories(folder.resolve("spool"));
    this.plain = audioArchive(folder.resolve("plain"), MasterKeys.NONE);
    this.encrypted =
        audioArchive(folder.resolve("encrypted"), new MasterKeys(Optional.of(key), List.of(key)));
    this.rounds = rounds;
  }

  private FileAudioArchive audioArchive(Path archive, MasterKeys keys) {
    FileAudioArchive audioArchive =
        new FileAudioArchive(Map.of(PBX, spool), archive, keys, 1, Instant::now);
    audioArchive.prepare();
    return audioArchive;
  }

  /**
   * What encrypting costs.
   *
   * @param wav a finished recording
   */
  Figure encrypted(String size, Path wav) throws IOException {
    RecordingId recording = new RecordingId(UUID.randomUUID());
    Files.copy(wav, spool.resolve(recording + ".wav"));
    double[] plainly = new double[rounds];
    double[] encryptedly = new double[rounds];
    for (int round = -WARM_UPS; round < rounds; round++) {
      double without = megabytesPerSecond(plain, recording);
      double with = megabytesPerSecond(encrypted, recording);
      if (round >= 0) {
        plainly[round] = without;
        encryptedly[round] = with;
      }
    }
    Files.delete(spool.resolve(recording + ".wav"));
    return Figure.compared(
        "archiving, " + size + ", encrypted against plain", median(encryptedly), median(plainly));
  }

  private static double megabytesPerSecond(FileAudioArchive audioArchive, RecordingId recording) {
    long begin = System.nanoTime();
    if (!(audioArchive.ingest(PBX, recording) instanceof IngestResult.Stored stored)) {
      throw new LabFailure("the recording was not archived");
    }
    double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    return stored.audio().bytes() / BYTES_PER_MEGABYTE / seconds;
  }

  private static Figure.Measured median(double[] speeds) {
    double[] sorted = speeds.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    return new Figure.Measured(median, String.format(Locale.ROOT, "%.0f MB/s", median));
  }
}
