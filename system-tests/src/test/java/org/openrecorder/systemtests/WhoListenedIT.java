package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/** An administrator asks who listened to a recording, and who tried to. */
@ExtendWith(BedExtension.class)
class WhoListenedIT {

  private static final String ADMIN = "admin:" + TestEnvironment.ADMIN_PASSWORD;

  private final RecorderServer server;
  private final Crm crm;
  private final AsteriskLab pbx;

  WhoListenedIT(TestEnvironment bed) {
    this.server = bed.server();
    this.crm = bed.crm();
    this.pbx = bed.pbx(AsteriskVersion.of("22"));
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @Test
  void everybody_who_had_to_do_with_a_recording_is_told() {
    String tag = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, Duration.ofSeconds(1));
    call.hangUp();
    assertThat(crm.wav(tag, "fred").duration()).isPositive();
    assertThat(crm.retrieve(tag, "tom").statusCode()).isEqualTo(404);
    String id = crm.recording(tag).get("id").asText();
    assertThat(crm.audio(id)).isNotEmpty();

    List<JsonNode> records = records("/audit?recording=" + id);
    assertThat(records)
        .extracting(one -> one.get("action").asText() + " " + one.get("result").asText())
        .startsWith("listen OK")
        .contains("retrieve OK")
        .endsWith("start OK");
    assertThat(records)
        .allSatisfy(
            one -> {
              assertThat(one.get("tag").asText()).isEqualTo(tag);
              assertThat(one.get("client").asText()).isEqualTo(Crm.NAME);
              assertThat(one.get("address").asText()).isEqualTo("127.0.0.1");
              assertThat(one.get("time").asText()).endsWith("Z");
            });
    JsonNode refused = records("/audit?user=tom&result=NO_SUCH_RECORDING&limit=1").getFirst();
    assertThat(refused.get("what").asText()).isEqualTo(tag);
    assertThat(refused.get("reason").asText()).isNotBlank();
    assertThat(crm.as(Crm.NAME + ":" + Crm.SECRET, "/audit").statusCode()).isEqualTo(403);
    assertPrinted(id, tag, records.size());
  }

  /** On the same machine, by the settings of the server. */
  private void assertPrinted(String id, String tag, int records) {
    RecorderServer.Said said = server.run("print-audit", "", "--recording", id);
    assertThat(said.status()).as(said.words()).isZero();
    List<String> lines = said.words().lines().toList();
    assertThat(lines.getFirst()).startsWith("time\tclient\tuser\taddress\taction\twhat\t");
    assertThat(lines.subList(1, lines.size()))
        .hasSize(records)
        .allSatisfy(line -> assertThat(line.split("\t")).contains(id, tag, Crm.NAME));
    RecorderServer.Said wrong = server.run("print-audit", "", "--recording", "22");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.words()).contains("print-audit: the server says 400").contains("recording");
  }

  private List<JsonNode> records(String path) {
    List<JsonNode> all = new ArrayList<>();
    crm.json("GET", path, ADMIN, 200).get("items").forEach(all::add);
    return all;
  }
}
