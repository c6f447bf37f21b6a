package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskSettings;
import org.openrecorder.lab.asterisk.AsteriskVersion;

/** A PBX that says yes to MixMonitor and then cannot write the file. */
class UnwritableSpoolIT {

  @TempDir Path folder;
  private AsteriskLab pbx;
  private RecorderServer server;

  @BeforeEach
  void start() {
    pbx =
        AsteriskLab.start(
            AsteriskSettings.of(AsteriskVersion.of("22"), folder.resolve("pbx"))
                .withUnwritableSpool());
    Map<String, String> settings = Bed.people();
    settings.putAll(Bed.pbx("main", pbx, pbx.managerPort()));
    // what the server looks at is there and has room, so that only the missing file can tell
    settings.put("RECORDER_PBX_MAIN_SPOOL_HERE", folder.toString());
    server = RecorderServer.start(folder.resolve("server"), settings);
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
  }

  @Test
  void a_start_is_not_confirmed_and_leaves_nothing_running() {
    Crm crm = new Crm(server);
    LiveChannel agent = pbx.channelOf(Bed.talk(pbx, "410", "411"));
    HttpResponse<String> byGet = crm.start("410", "by GET");
    assertThat(byGet.statusCode()).as(byGet.body()).isEqualTo(502);
    assertThat(byGet.headers().firstValue("X-Error-Code")).contains("NOT_CONFIRMED");
    HttpResponse<String> bySoap =
        crm.soap("start", Map.of("extenOrUniqueId", "410", "tag", "by SOAP"));
    assertThat(bySoap.statusCode()).isEqualTo(500);
    assertThat(bySoap.body()).contains("NOT_CONFIRMED").contains(":Server<");
    assertThat(pbx.manager().command("mixmonitor list " + agent.name()))
        .as("recorders left on the channel")
        .noneMatch(line -> line.contains("0x"));
    for (String tag : new String[] {"by GET", "by SOAP"}) {
      JsonNode recording = crm.recording(tag);
      assertThat(recording.get("state").asText()).isEqualTo("failed");
      assertThat(recording.get("reason").asText()).contains("no audio file appeared");
    }
    assertThat(crm.stop("410").headers().firstValue("X-Error-Code")).contains("NOT_RECORDING");
  }
}
