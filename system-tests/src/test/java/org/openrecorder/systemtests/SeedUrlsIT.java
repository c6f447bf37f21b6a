package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;

/** The six example URLs of the original's documentation, with a real call behind each. */
@ParameterizedClass
@EnumSource
@ExtendWith(BedExtension.class)
class SeedUrlsIT {

  private static final Duration TALK = Duration.ofSeconds(2);

  private final AsteriskVersion version;
  private final AsteriskLab pbx;
  private final Crm crm;

  SeedUrlsIT(AsteriskVersion version, TestEnvironment bed) {
    this.version = version;
    this.pbx = bed.pbx(version);
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @Test
  void by_extension() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String tag = TestEnvironment.newTag();
    HttpResponse<String> started = crm.get("method=start&extenOrUniqueId=410&tag=" + tag);
    assertOk(started);
    assertThat(started.headers().firstValue("X-Channel").orElseThrow())
        .startsWith(version.technology() + "/410-");
    TestEnvironment.letTalk(call, TALK);
    assertOk(crm.get("method=stop&extenOrUniqueId=410"));
    call.hangUp();
    HttpResponse<String> retrieved =
        crm.retrieveAfterHangup("method=retrieve&tag=" + tag + "&username=fred");
    assertThat(retrieved.statusCode()).as(retrieved.body()).isEqualTo(200);
    assertRetrieved(retrieved, started);
  }

  @Test
  void by_unique_id() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    LiveChannel agent = pbx.channelOf(call);
    String tag = TestEnvironment.newTag();
    HttpResponse<String> started =
        crm.get("method=start&extenOrUniqueId=" + agent.uniqueId() + "&tag=" + tag);
    assertOk(started);
    assertThat(started.headers().firstValue("X-Unique-Id")).contains(agent.uniqueId());
    TestEnvironment.letTalk(call, TALK);
    assertOk(crm.get("method=stop&extenOrUniqueId=" + agent.uniqueId()));
    call.hangUp();
    HttpResponse<String> retrieved =
        crm.retrieveAfterHangup(
            "method=retrieveByUniqueId&uniqueId=" + agent.uniqueId() + "&username=fred");
    assertThat(retrieved.statusCode()).as(retrieved.body()).isEqualTo(200);
    assertRetrieved(retrieved, started);
  }

  /** The only recording of its call, as it was recorded and as its headers say. */
  private static void assertRetrieved(
      HttpResponse<String> retrieved, HttpResponse<String> started) {
    assertThat(retrieved.headers().firstValue("X-Recording-Id"))
        .isEqualTo(started.headers().firstValue("X-Recording-Id"));
    assertThat(retrieved.headers().firstValue("X-Match-Count")).contains("1");
    assertThat(retrieved.headers().firstValueAsLong("Content-Length").orElseThrow())
        .isEqualTo(retrieved.body().length());
    byte[] wav = Base64.getDecoder().decode(retrieved.body());
    assertThat(retrieved.headers().firstValue("ETag"))
        .contains("\"" + DigestUtils.sha256Hex(wav) + "\"");
    Conversation.assertHeard(WavAnalysis.of(wav), TALK);
  }

  @Test
  void parameters_come_in_any_order_and_as_a_form_too() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String tag = TestEnvironment.newTag();
    assertOk(crm.form("tag=" + tag + "&extenOrUniqueId=410&method=start"));
    TestEnvironment.letTalk(call, TALK);
    assertOk(crm.get("extenOrUniqueId=410&method=stop"));
    call.hangUp();
    crm.wav(tag, "fred");
    HttpResponse<String> retrieved = crm.form("username=fred&tag=" + tag + "&method=retrieve");
    assertThat(retrieved.statusCode()).as(retrieved.body()).isEqualTo(200);
  }

  private static void assertOk(HttpResponse<String> answer) {
    assertThat(answer.body()).isEqualTo("OK");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }
}
