package org.openrecorder.asterisk.ari;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.fault.Fault;
import org.openrecorder.lab.fault.FaultProxy;
import org.openrecorder.lab.fault.Way;
import org.openrecorder.testing.WavFiles;

/** The line to a real Asterisk breaks while a file is fetched from it. */
class BrokenFetchIT {

  private static final RecordingId RECORDING =
      new RecordingId(UUID.fromString("0d9a3a70-5c3e-4b1e-9a55-7a1a4f0c9d21"));
  private static final Duration PATIENT = Duration.ofSeconds(5);
  private static final Duration IMPATIENT = Duration.ofMillis(300);
  private static final byte[] WAV = WavFiles.tone(8_000, 40_000);
  private static final int PLACES = 8;

  private static final List<Fault> FAULTS =
      List.of(new Fault.Cut(), new Fault.Reset(), new Fault.Blackhole());

  @TempDir Path directory;

  @Test
  void a_fetch_that_breaks_anywhere_leaves_the_whole_file_or_none_and_is_done_again()
      throws IOException {
    try (AsteriskLab pbx = AsteriskLab.start(AsteriskVersion.of("22"), directory.resolve("pbx"));
        FaultProxy line = FaultProxy.before(pbx.httpPort())) {
      Files.createDirectories(pbx.storedRecordings());
      Path there = Files.write(pbx.storedRecordings().resolve(RECORDING + ".wav"), WAV);
      AriFileFetcher source = source(pbx, line, PATIENT);
      AriFileFetcher broken = source(pbx, line, IMPATIENT);
      line.disarm();
      source.fetch(RECORDING);
      long bytes = line.count(Way.BACK);
      assertThat(fetched()).hasBinaryContent(WAV);

      int failed = 0;
      for (Fault fault : FAULTS) {
        for (long at : places(bytes)) {
          Files.delete(fetched());
          line.arm(Way.BACK, at, fault);
          failed += fetches(broken) ? 0 : 1;
          assertThat(line.hasFired()).as(fault + " at " + at).isTrue();
          assertThat(there).hasBinaryContent(WAV);
          source.fetch(RECORDING);
          assertThat(fetched()).as(fault + " at " + at).hasBinaryContent(WAV);
        }
      }
      assertThat(failed).isGreaterThan(FAULTS.size() * PLACES / 2);
    }
  }

  private AriFileFetcher source(AsteriskLab pbx, FaultProxy line, Duration patience) {
    AriFileFetcher source =
        new AriFileFetcher(
            new AriRecordings(
                URI.create("http://127.0.0.1:" + line.port() + "/ari"),
                pbx.lab().name(),
                pbx.lab().secret(),
                patience,
                patience),
            directory.resolve("incoming"),
            0);
    source.prepare();
    return source;
  }

  private Path fetched() {
    return directory.resolve("incoming").resolve(RECORDING + ".wav");
  }

  /** From the first byte of the answer to its last. */
  private static List<Long> places(long bytes) {
    return LongStream.range(0, PLACES).mapToObj(i -> i * (bytes - 1) / (PLACES - 1)).toList();
  }

  /** Whether it came; a file that has its name is whole. The JDK asks once more by itself. */
  private boolean fetches(AriFileFetcher source) {
    try {
      source.fetch(RECORDING);
      assertThat(fetched()).hasBinaryContent(WAV);
      return true;
    } catch (StoreUnavailableException broken) {
      assertThat(fetched()).doesNotExist();
      return false;
    }
  }
}
