package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;

/** The main job with a PBX that shares no directory with the server. */
class AriFetchIT {

  private static final Duration TALK = Duration.ofSeconds(3);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"16", "22"})
  void a_recording_is_fetched_over_http_and_deleted_on_the_pbx(String version) throws IOException {
    try (AsteriskLab pbx = AsteriskLab.start(AsteriskVersion.of(version), folder.resolve("pbx"))) {
      Files.createDirectories(pbx.storedRecordings());
      Path data = folder.resolve("server");
      try (RecorderServer server = RecorderServer.start(data, settings(pbx))) {
        Crm crm = new Crm(server);
        PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
        assertThat(crm.start("410", "fetched").body()).isEqualTo("OK");
        TestEnvironment.letTalk(call, TALK);
        assertThat(crm.stop("410").body()).isEqualTo("OK");
        call.hangUp();
        WavAnalysis wav = crm.wav("fetched", "max");
        assertThat(wav.duration()).isGreaterThan(TALK.minusMillis(300));
        assertThat(wav.shareWith(Endpoint.named("410").tone())).isGreaterThan(0.9);
        assertThat(wav.shareWith(Endpoint.named("411").tone())).isGreaterThan(0.9);
        Awaitility.await()
            .atMost(TestEnvironment.SOON)
            .until(() -> isEmpty(pbx.storedRecordings()));
      }
    }
  }

  private static Map<String, String> settings(AsteriskLab pbx) {
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("far", pbx, pbx.managerPort()));
    settings.put("RECORDER_PBX_FAR_SPOOL", pbx.storedRecordings().toString());
    settings.put("RECORDER_PBX_FAR_ARI_URL", "http://127.0.0.1:" + pbx.httpPort() + "/ari");
    settings.put("RECORDER_PBX_FAR_ARI_USER", pbx.lab().name());
    settings.put("RECORDER_PBX_FAR_ARI_PASSWORD", pbx.lab().secret());
    return settings;
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }
}
