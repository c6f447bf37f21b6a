package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;

/** Asterisk is killed in the middle of a recording. */
@ParameterizedClass
@EnumSource
class KilledPbxIT {

  /** Asterisk hands audio to the disk in blocks of 32 KiB, some 2 s. */
  private static final int BLOCK = 32_768;

  private static final int BLOCKS = 2;
  private static final Duration MOST_LOST = Duration.ofMillis(2_100);

  private final AsteriskVersion version;

  @TempDir Path folder;
  private AsteriskLab pbx;
  private RecorderServer server;
  private Crm crm;

  KilledPbxIT(AsteriskVersion version) {
    this.version = version;
  }

  @BeforeEach
  void start() {
    pbx = AsteriskLab.start(version, folder.resolve("pbx"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    server = RecorderServer.start(folder.resolve("server"), settings);
    crm = new Crm(server);
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
  }

  @Test
  void what_was_on_the_disk_plays_and_the_rest_is_told() {
    String first = recordedUntilKilledInItsFirstSecond();
    assertNothingReachedTheDisk(first);
    TestEnvironment.quiet(pbx);

    TestEnvironment.talk(pbx, "410", "411");
    String id = crm.start("410", "killed").headers().firstValue("X-Recording-Id").orElseThrow();
    long begin = System.nanoTime();
    Path file = pbx.recordings().resolve(id + ".wav");
    await().atMost(TestEnvironment.SOON).until(() -> Files.size(file) >= BLOCKS * BLOCK);

    pbx.kill();
    Duration lasted = Duration.ofNanos(System.nanoTime() - begin);
    pbx.restart();

    JsonNode recording = awaitState("killed", "interrupted");
    assertThat(recording.get("reason").asText()).isNotBlank();
    WavAnalysis wav = crm.wav("killed", "fred");
    assertThat(wav.duration()).isGreaterThan(lasted.minus(MOST_LOST));
    assertThat(wav.shareWith(Endpoint.named("410").tone())).isGreaterThan(0.9);
    assertThat(wav.shareWith(Endpoint.named("411").tone())).isGreaterThan(0.9);
    assertThat(file).doesNotExist();
    assertThat(crm.start("410", "no call any more").statusCode()).isEqualTo(404);
  }

  private String recordedUntilKilledInItsFirstSecond() {
    TestEnvironment.talk(pbx, "410", "411");
    String id = crm.start("410", "lost").headers().firstValue("X-Recording-Id").orElseThrow();
    pbx.kill();
    pbx.restart();
    return id;
  }

  private void assertNothingReachedTheDisk(String id) {
    JsonNode recording = awaitState("lost", "damaged");
    assertThat(recording.get("reason").asText())
        .contains("did not finish the file", "s of audio are missing");
    assertThat(recording.get("startedAt").isNull()).isFalse();
    assertThat(crm.retrieve("lost", "fred").statusCode()).isEqualTo(404);
    assertThat(pbx.recordings().resolve(id + ".wav")).doesNotExist();
  }

  private JsonNode awaitState(String tag, String state) {
    await()
        .atMost(TestEnvironment.SOON)
        .untilAsserted(() -> assertThat(crm.recording(tag).get("state").asText()).isEqualTo(state));
    return crm.recording(tag);
  }
}
