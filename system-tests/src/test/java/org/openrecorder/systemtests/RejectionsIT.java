package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/** What must not be handed out is refused as the contract's table says, over GET and SOAP alike. */
@ExtendWith(BedExtension.class)
class RejectionsIT {

  private final RecorderServer server;
  private final AsteriskLab pbx;
  private final Crm crm;

  RejectionsIT(TestEnvironment bed) {
    this.server = bed.server();
    this.pbx = bed.pbx(AsteriskVersion.of("22"));
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  /** The id of a finished recording of a call of 410. */
  private String recorded(String tag) {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    crm.start("410", tag);
    TestEnvironment.letTalk(call, Duration.ofSeconds(1));
    call.hangUp();
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> crm.recording(tag).get("state").asText().equals("available"));
    await().atMost(TestEnvironment.SOON).until(() -> crm.retrieve(tag, "max").statusCode() == 200);
    return crm.recording(tag).get("id").asText();
  }

  private void assertRefused(String tag, String username, String code, int status) {
    HttpResponse<String> get = crm.retrieve(tag, username);
    assertThat(get.headers().firstValue("X-Error-Code")).as(get.body()).contains(code);
    assertThat(get.statusCode()).isEqualTo(status);
    HttpResponse<String> soap = crm.soap("retrieve", Map.of("tag", tag, "username", username));
    assertThat(soap.statusCode()).isEqualTo(500);
    assertThat(soap.body()).contains(code).contains(":Client<").contains(get.body().strip());
  }

  @Test
  void private_deleted_unknown_and_other_people_s_recordings_are_refused_in_the_same_words() {
    String tag = TestEnvironment.newTag();
    String id = recorded(tag);
    String unknown = crm.retrieve("never heard of", "max").body();
    assertRefused("never heard of", "max", "NO_SUCH_RECORDING", 404);
    assertRefused(tag, "tom", "NO_SUCH_RECORDING", 404);
    assertThat(crm.retrieve(tag, "tom").body()).isEqualTo(unknown);
    assertThat(crm.patch(id, "{\"private\": true}")).isEqualTo(200);
    assertRefused(tag, "max", "NO_SUCH_RECORDING", 404);
    assertThat(crm.retrieve(tag, "max").body()).isEqualTo(unknown);
    assertThat(mergePatch(id, "\u00c9")).isEqualTo(400);
    assertThat(mergePatch(id, "{\"private\": false}")).isEqualTo(200);
    assertThat(crm.retrieve(tag, "max").statusCode()).isEqualTo(200);
    assertThat(crm.delete(id)).isEqualTo(204);
    assertRefused(tag, "max", "NO_SUCH_RECORDING", 404);
    assertThat(crm.retrieve(tag, "max").body()).isEqualTo(unknown);
  }

  /** By the media type of RFC 7396; its name makes some libraries do more than they are asked. */
  private int mergePatch(String id, String body) {
    HttpRequest request =
        crm.apiRequest("/recordings/" + id)
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build();
    return crm.send(request).statusCode();
  }

  @ParameterizedTest
  @CsvSource({"fred, 200", "max, 200", "tom, 404", "sue, 200"})
  void the_user_s_group_decides(String username, int status) {
    String tag = TestEnvironment.newTag();
    recorded(tag);
    assertThat(crm.retrieve(tag, username).statusCode()).isEqualTo(status);
  }

  @Test
  void an_unknown_user_may_not_listen() {
    assertRefused("22", "nobody", "FORBIDDEN", 403);
  }

  @Test
  void a_call_in_progress_is_refused_even_when_its_recording_was_stopped() {
    String tag = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    crm.start("410", tag);
    TestEnvironment.letTalk(call, Duration.ofSeconds(1));
    assertRefused(tag, "fred", "CALL_IN_PROGRESS", 409);
    crm.stop("410");
    assertRefused(tag, "fred", "CALL_IN_PROGRESS", 409);
    assertThat(crm.retrieve(tag, "fred").headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void nobody_gets_in_without_credentials_but_everybody_may_read_the_wsdl() {
    HttpRequest.Builder anonymous =
        HttpRequest.newBuilder(URI.create(server.url() + "?method=stop&extenOrUniqueId=410"));
    HttpResponse<String> refused = crm.send(anonymous.GET().build());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
    assertThat(refused.headers().firstValue("X-Error-Code")).contains("UNAUTHENTICATED");
    HttpResponse<String> wsdl =
        crm.send(HttpRequest.newBuilder(URI.create(server.url() + "?wsdl")).GET().build());
    assertThat(wsdl.statusCode()).isEqualTo(200);
    assertThat(wsdl.body()).contains("definitions").contains(server.url().toString());
  }

  @Test
  void the_external_reference_is_on_the_call_record_and_each_recording_keeps_its_own_tag() {
    String first = TestEnvironment.newTag();
    String second = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String uniqueId = pbx.channelOf(call).uniqueId();
    crm.start("410", first);
    assertThat(callRecord(uniqueId).get("externalReference").asText()).isEqualTo(first);
    assertThat(callRecord(uniqueId).get("endedAt").isNull()).isTrue();
    crm.start(uniqueId, second);
    assertThat(callRecord(uniqueId).get("externalReference").asText()).isEqualTo(second);
    assertThat(callRecord(uniqueId).get("recordings")).hasSize(2);
    assertThat(crm.recording(first).get("tag").asText()).isEqualTo(first);
    call.hangUp();
    await().atMost(TestEnvironment.SOON).until(() -> !callRecord(uniqueId).get("endedAt").isNull());
    assertThat(crm.json("/calls?externalReference=" + second).get("items")).hasSize(1);
  }

  private JsonNode callRecord(String uniqueId) {
    return crm.json("/calls?uniqueId=" + uniqueId).get("items").get(0);
  }

  @Test
  void soap_starts_stops_and_retrieves_too() {
    String tag = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.soap("start", Map.of("extenOrUniqueId", "410", "tag", tag)).body())
        .contains("startResponse");
    TestEnvironment.letTalk(call, Duration.ofSeconds(1));
    assertThat(crm.soap("stop", Map.of("extenOrUniqueId", "410")).body()).contains("stopResponse");
    call.hangUp();
    crm.wav(tag, "fred");
    HttpResponse<String> byGet = crm.retrieve(tag, "fred");
    HttpResponse<String> bySoap = crm.soap("retrieve", Map.of("tag", tag, "username", "fred"));
    assertThat(bySoap.body()).contains(">" + byGet.body() + "</").contains("retrieveReturn");
    for (String header : List.of("X-Recording-Id", "X-Match-Count", "ETag", "Cache-Control")) {
      assertThat(bySoap.headers().allValues(header))
          .isNotEmpty()
          .isEqualTo(byGet.headers().allValues(header));
    }
  }

  @Test
  void a_change_that_cannot_be_read_is_refused() {
    assertThat(crm.patch("00000000-0000-0001-0000-000000000002", "{\"private\": 1}"))
        .isEqualTo(400);
  }
}
