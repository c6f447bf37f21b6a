package org.openrecorder.asterisk.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.testing.InMemorySpool;
import org.openrecorder.testing.WavFiles;

/** What Asterisk itself says of its files. */
class RealAriIT {

  private static final PbxName PBX = new PbxName("a");
  private static final RecordingId RECORDING =
      new RecordingId(UUID.fromString("0d9a3a70-5c3e-4b1e-9a55-7a1a4f0c9d21"));

  @TempDir Path directory;

  private static AriRecordings recordings(AsteriskLab pbx, String password) {
    return new AriRecordings(
        URI.create("http://127.0.0.1:" + pbx.httpPort() + "/ari/"), pbx.lab().name(), password);
  }

  private AriSpool spool(AriRecordings recordings) {
    return new AriSpool(
        Map.of(PBX, new AriFileFetcher(recordings, directory.resolve("incoming"), 0)),
        new InMemorySpool());
  }

  @ParameterizedTest
  @ValueSource(strings = {"16", "22"})
  void a_file_is_seen_fetched_and_deleted(String version) throws IOException {
    try (AsteriskLab pbx = AsteriskLab.start(AsteriskVersion.of(version), directory)) {
      AriRecordings recordings = recordings(pbx, pbx.lab().secret());
      AriSpool spool = spool(recordings);
      assertThat(spool.has(PBX, RECORDING)).isFalse();
      assertThat(spool.await(PBX, RECORDING, Duration.ofMillis(50))).isFalse();
      assertThat(spool.look(PBX, RECORDING)).isEmpty();
      assertThat(spool.list(PBX)).isEqualTo(new Spool.Listing(List.of(), 0, true));
      assertThat(recordings.file(RECORDING)).isEmpty();
      Path file = pbx.storedRecordings().resolve(RECORDING + ".wav");
      Files.createDirectories(pbx.storedRecordings());
      Files.write(file, WavFiles.oneSecond());
      assertThat(spool.await(PBX, RECORDING, Duration.ofSeconds(2))).isTrue();
      Files.createDirectories(pbx.storedRecordings().resolve("voicemail"));
      Files.write(pbx.storedRecordings().resolve("voicemail/1.wav"), WavFiles.oneSecond());
      assertThat(spool.look(PBX, RECORDING))
          .contains(new Spool.Found(RECORDING, WavFiles.oneSecond().length, Optional.empty()));
      assertThat(spool.list(PBX)).isEqualTo(new Spool.Listing(List.of(RECORDING), 1, true));
      ByteArrayOutputStream fetched = new ByteArrayOutputStream();
      try (AriFile open = recordings.file(RECORDING).orElseThrow()) {
        open.writeTo(fetched);
      }
      assertThat(fetched.toByteArray()).isEqualTo(WavFiles.oneSecond());
      spool.remove(PBX, RECORDING);
      assertThat(file).doesNotExist();
      spool.remove(PBX, RECORDING);
      AriSpool unknown = spool(recordings(pbx, "not the password"));
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> unknown.has(PBX, RECORDING));
      assertThat(unknown.await(PBX, RECORDING, Duration.ofMillis(50))).isFalse();
    }
  }
}
