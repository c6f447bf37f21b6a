package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
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
import org.openrecorder.lab.disk.SmallDisk;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * The disk fills up that everything of the server is on: the embedded database, the log and the
 * archive. Needs the right to mount a tmpfs.
 */
class FullDataDiskIT {

  /** Enough for what the server unpacks when it starts. */
  private static final int MEBIBYTES = 400;

  private static final Duration TALK = Duration.ofSeconds(2);
  private static final String ADMINISTRATOR = "admin:the tests' administrator";

  @TempDir Path folder;
  private SmallDisk data;
  private AsteriskLab pbx;
  private RecorderServer server;
  private Crm crm;

  @BeforeEach
  void start() {
    data = SmallDisk.mount(folder.resolve("server/data"), MEBIBYTES);
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    settings.put("RECORDER_STORAGE_LOW_WATER", "1");
    server = RecorderServer.start(folder.resolve("server"), settings);
    crm = new Crm(server);
  }

  @AfterEach
  void stop() {
    data.empty();
    server.close();
    pbx.close();
    data.close();
  }

  @Test
  void nothing_is_acknowledged_that_is_not_stored_and_all_goes_on_by_itself_afterwards() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.start("410", "before").body()).isEqualTo("OK");
    PhoneCall other = TestEnvironment.talk(pbx, "412", "413");
    assertThat(crm.start("412", "goes on").body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);

    data.fill();
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> server.health().matches("(?s).*\"the data directory\"\\s*:\\s*\"almost.*"));
    assertThat(crm.start("411", "refused").statusCode()).isIn(503, 507);
    HttpResponse<String> stopped = crm.stop("410");
    assertThat(stopped.statusCode()).isIn(200, 503);
    TestEnvironment.letTalk(other, TALK);

    data.empty();
    server.awaitReady();
    // the database that has closed itself may be held by its last users for a moment more
    await().atMost(TestEnvironment.SOON).until(() -> crm.stop("410").statusCode() != 503);
    assertThat(crm.json("/recordings?tag=refused").get("items")).isEmpty();
    assertThat(crm.recording("goes on").get("state").asText()).isEqualTo("recording");
    if (stopped.statusCode() == 200) {
      assertThat(crm.recording("before").get("endedAt").isNull()).isFalse();
    }
    call.hangUp();
    assertWhole("before", TALK.minusMillis(300), "410");
    assertThat(crm.start("412", "afterwards").body()).isEqualTo("OK");
    TestEnvironment.letTalk(other, TALK);
    assertThat(crm.stop("412").body()).isEqualTo("OK");
    other.hangUp();
    assertWhole("goes on", TALK.multipliedBy(2), "412");
    assertWhole("afterwards", TALK.minusMillis(300), "412");
    assertThat(crm.json("POST", "/reconciliations", ADMINISTRATOR, 200).get("findings")).isEmpty();
  }

  private void assertWhole(String tag, Duration atLeast, String phone) {
    WavAnalysis wav = crm.wav(tag, "max");
    assertThat(wav.duration()).as(tag).isGreaterThan(atLeast);
    assertThat(wav.shareWith(Endpoint.named(phone).tone())).as(tag).isGreaterThan(0.8);
    JsonNode recording = crm.recording(tag);
    assertThat(recording.get("state").asText()).as(recording.toString()).isEqualTo("available");
  }
}
