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
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;

/** Asterisk is killed in the middle of a recording. */
class KilledPbxIT {

  /** Asterisk hands audio to the disk in blocks of 32 KiB, some 2 s. */
  private static final int BLOCK = 32_768;

  private static final int BLOCKS = 2;
  private static final Duration MOST_LOST = Duration.ofMillis(2_100);

  @TempDir Path folder;
  private AsteriskLab pbx;
  private RecorderServer server;
  private Crm crm;

  @BeforeEach
  void start() {
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    Map<String, String> settings = Bed.people();
    settings.putAll(Bed.pbx("main", pbx, pbx.managerPort()));
    server = RecorderServer.start(folder.resolve("server"), settings);
    crm = new Crm(server);
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
  }

  @Test
  void what_was_on_the_disk_plays_and_the_recording_says_that_it_was_interrupted() {
    Bed.talk(pbx, "410", "411");
    String id = crm.start("410", "killed").headers().firstValue("X-Recording-Id").orElseThrow();
    long begin = System.nanoTime();
    Path file = pbx.recordings().resolve(id + ".wav");
    await().atMost(Bed.SOON).until(() -> Files.size(file) >= BLOCKS * BLOCK);

    pbx.kill();
    Duration lasted = Duration.ofNanos(System.nanoTime() - begin);
    pbx.restart();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> crm.recording("killed").get("state").asText().equals("interrupted"));
    JsonNode recording = crm.recording("killed");
    assertThat(recording.get("reason").asText()).isNotBlank();
    WavAnalysis wav = crm.wav("killed", "fred");
    assertThat(wav.duration()).isGreaterThan(lasted.minus(MOST_LOST));
    assertThat(wav.shareWith(Endpoint.named("410").tone())).isGreaterThan(0.9);
    assertThat(wav.shareWith(Endpoint.named("411").tone())).isGreaterThan(0.9);
    assertThat(file).doesNotExist();
    assertThat(crm.start("410", "no call any more").statusCode()).isEqualTo(404);
  }
}
