package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.openrecorder.lab.phone.PhoneCall;

/** Two PBXs at once, an old one and a new one, and what the metrics tell of them. */
class SeveralPbxsIT {

  private static final Duration TALK = Duration.ofSeconds(2);

  @TempDir Path folder;
  private AsteriskLab berlin;
  private AsteriskLab munich;
  private RecorderServer server;
  private Crm crm;

  @BeforeEach
  void start() {
    berlin = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("berlin"));
    munich = AsteriskLab.start(AsteriskVersion.of("16"), folder.resolve("munich"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("berlin", berlin, berlin.managerPort()));
    settings.putAll(TestEnvironment.pbx("munich", munich, munich.managerPort()));
    server = RecorderServer.start(folder.resolve("server"), settings);
    crm = new Crm(server);
  }

  @AfterEach
  void stop() {
    server.close();
    munich.close();
    berlin.close();
  }

  @Test
  void a_call_is_found_on_its_pbx_and_one_pbx_down_leaves_the_other_alone() {
    PhoneCall there = TestEnvironment.talk(berlin, "410", "411");
    PhoneCall here = TestEnvironment.talk(munich, "410", "411");
    String inBerlin = "berlin-" + berlin.channelOf(there).uniqueId();
    String inMunich = "munich-" + munich.channelOf(here).uniqueId();
    HttpResponse<String> both = crm.start("410", "either");
    assertThat(both.statusCode()).isEqualTo(409);
    assertThat(both.body()).contains(inBerlin, inMunich);
    assertThat(crm.start(inBerlin, "in Berlin").body()).isEqualTo("OK");
    assertThat(crm.start(inMunich, "in Munich").body()).isEqualTo("OK");
    assertThat(crm.start("paris-1.1", "nowhere").statusCode()).isEqualTo(404);
    TestEnvironment.letTalk(there, TALK);
    TestEnvironment.letTalk(here, TALK);
    assertThat(crm.metric("openrecorder_channels{pbx=\"berlin\"}")).isEqualTo(2);
    assertThat(crm.metric("openrecorder_events_total{pbx=\"berlin\"}")).isGreaterThan(4);
    assertThat(started("OK")).isEqualTo(2);
    assertThat(started("AMBIGUOUS")).isEqualTo(1);
    assertThat(started("NO_SUCH_CALL")).isEqualTo(1);

    berlin.kill();

    await().atMost(TestEnvironment.SOON).until(() -> inSync("berlin") == 0);
    assertThat(inSync("munich")).isEqualTo(1);
    assertThat(server.health())
        .containsPattern("\"berlin\":\"(no link|link lost)")
        .contains("\"munich\":\"in sync\"");
    assertThat(server.isLive()).isTrue();
    assertThat(crm.start("410", "only here now").body()).isEqualTo("OK");
    TestEnvironment.letTalk(here, TALK);
    assertThat(crm.stop(inMunich).body()).isEqualTo("OK");
    here.hangUp();
    WavAnalysis wav = crm.wav("only here now", "max");
    assertThat(wav.shareWith(Endpoint.named("410").tone())).isGreaterThan(0.8);
    assertThat(
            crm.retrieveAfterHangup("method=retrieveByUniqueId&username=max&uniqueId=" + inMunich)
                .statusCode())
        .isEqualTo(200);
    assertThat(crm.metric("openrecorder_audio_opened_bytes_total")).isGreaterThan(32_000);
  }

  private double started(String outcome) {
    return crm.metric(
        "openrecorder_requests_seconds_count{operation=\"start\",outcome=\"" + outcome + "\"}");
  }

  private double inSync(String pbx) {
    return crm.metric("openrecorder_pbx_in_sync{pbx=\"" + pbx + "\"}");
  }
}
