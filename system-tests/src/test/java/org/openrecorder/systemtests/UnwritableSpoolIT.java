package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskSettings;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;

/** A PBX that says yes to MixMonitor and then cannot write the file. */
class UnwritableSpoolIT {

  /** What it may take longer to give up waiting for a file than to find one. */
  private static final Duration LONGER = Duration.ofSeconds(2);

  private static final Duration TALK = Duration.ofSeconds(2);

  @TempDir Path folder;
  private AsteriskLab pbx;
  private AsteriskLab other;
  private RecorderServer server;

  @BeforeEach
  void start() {
    pbx =
        AsteriskLab.start(
            AsteriskSettings.of(AsteriskVersion.of("22"), folder.resolve("pbx"))
                .withUnwritableSpool());
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    // what the server looks at is there and has room, so that only the missing file can tell
    settings.put("RECORDER_PBX_MAIN_SPOOL_HERE", folder.toString());
    other = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("other"));
    settings.putAll(TestEnvironment.pbx("other", other, other.managerPort()));
    server = RecorderServer.start(folder.resolve("server"), settings);
  }

  @AfterEach
  void stop() {
    server.close();
    other.close();
    pbx.close();
  }

  @Test
  void a_start_is_not_confirmed_and_leaves_nothing_running_and_the_other_pbx_works() {
    Crm crm = new Crm(server);
    PhoneCall recorded = TestEnvironment.talk(other, "412", "413");
    Duration first = took(() -> assertThat(crm.start("412", "a file").body()).isEqualTo("OK"));
    LiveChannel agent = pbx.channelOf(TestEnvironment.talk(pbx, "410", "411"));
    HttpResponse<String> byGet = soonAfter(first, () -> crm.start("410", "by GET"));
    assertThat(byGet.statusCode()).as(byGet.body()).isEqualTo(502);
    assertThat(byGet.headers().firstValue("X-Error-Code")).contains("NOT_CONFIRMED");
    assertBegunAndEnded(agent);
    HttpResponse<String> bySoap =
        soonAfter(
            first, () -> crm.soap("start", Map.of("extenOrUniqueId", "410", "tag", "by SOAP")));
    assertThat(bySoap.statusCode()).isEqualTo(500);
    assertThat(bySoap.body()).contains("NOT_CONFIRMED").contains(":Server<");
    assertBegunAndEnded(agent);
    assertThat(pbx.manager().command("mixmonitor list " + agent.name()))
        .as("recorders left on the channel")
        .noneMatch(line -> line.contains("0x"));
    for (String tag : new String[] {"by GET", "by SOAP"}) {
      JsonNode recording = crm.recording(tag);
      assertThat(recording.get("state").asText()).isEqualTo("failed");
      assertThat(recording.get("reason").asText())
          .contains("no audio file appeared", folder.toString(), "recorder.pbx.main.spool");
    }
    assertThat(crm.stop("410").headers().firstValue("X-Error-Code")).contains("NOT_RECORDING");
    assertTold();
    assertRecorded(crm, recorded);
  }

  /** An operator learns where to look. */
  private void assertTold() {
    String words = "no file appeared in " + folder + " of PBX main: may Asterisk write to the";
    assertThat(server.health()).startsWith("{\"status\":\"DOWN\"").contains(words);
    assertThat(server.log())
        .contains(RecorderServer.asLogged("PBX main: it said yes to a recording and " + words));
  }

  private static Duration took(Runnable work) {
    long before = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - before);
  }

  /** Compared with the server's first start, in the same run: how fast this machine is it shows. */
  private static HttpResponse<String> soonAfter(
      Duration first, Supplier<HttpResponse<String>> call) {
    long before = System.nanoTime();
    HttpResponse<String> answer = call.get();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(first.plus(LONGER));
    return answer;
  }

  /** The PBX did say yes, so that the server had something to take back. */
  private void assertBegunAndEnded(LiveChannel channel) {
    pbx.manager().await("MixMonitorStart", channel, TestEnvironment.SOON);
    pbx.manager().await("MixMonitorStop", channel, TestEnvironment.SOON);
    pbx.manager().forgetEvents();
  }

  private static void assertRecorded(Crm crm, PhoneCall call) {
    TestEnvironment.letTalk(call, TALK);
    assertThat(crm.stop("412").body()).isEqualTo("OK");
    call.hangUp();
    WavAnalysis wav = crm.wav("a file", "max");
    assertThat(wav.shareWith(Endpoint.named("412").tone())).isGreaterThan(0.7);
    assertThat(wav.shareWith(Endpoint.named("413").tone())).isGreaterThan(0.7);
  }
}
