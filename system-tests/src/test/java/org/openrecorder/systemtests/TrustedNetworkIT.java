package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;

/** The six example URLs word for word, from a network that needs no credentials. */
class TrustedNetworkIT {

  private static final Duration TALK = Duration.ofSeconds(1);

  @TempDir Path folder;
  private AsteriskLab pbx;
  private RecorderServer server;

  @BeforeEach
  void start() {
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    settings.put("RECORDER_TRUSTED_NETWORKS", "192.0.2.0/24, 127.0.0.0/8");
    server = RecorderServer.start(folder.resolve("server"), settings);
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
  }

  @Test
  void the_urls_of_the_original_do_all_that_they_did() {
    PhoneCall first = TestEnvironment.talk(pbx, "410", "411");
    assertOk("?method=start&extenOrUniqueId=410&tag=22");
    TestEnvironment.letTalk(first, TALK);
    assertOk("?method=stop&extenOrUniqueId=410");
    first.hangUp();
    assertRetrieved("?method=retrieve&tag=22&username=fred");
    PhoneCall second = TestEnvironment.talk(pbx, "410", "411");
    String uniqueId = pbx.channelOf(second).uniqueId();
    assertOk("?method=start&extenOrUniqueId=" + uniqueId + "&tag=22");
    TestEnvironment.letTalk(second, TALK);
    assertOk("?method=stop&extenOrUniqueId=" + uniqueId);
    second.hangUp();
    assertRetrieved("?method=retrieveByUniqueId&uniqueId=" + uniqueId + "&username=fred");
    assertTrustIsNotMore();
  }

  private HttpResponse<String> get(URI uri) {
    return new Crm(server).send(HttpRequest.newBuilder(uri).build());
  }

  private HttpResponse<String> ask(String query) {
    return get(URI.create(server.url() + query));
  }

  private void assertOk(String query) {
    HttpResponse<String> answer = ask(query);
    assertThat(answer.body()).isEqualTo("OK");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private void assertRetrieved(String query) {
    HttpResponse<String> answer =
        Awaitility.await()
            .atMost(TestEnvironment.SOON)
            .until(() -> ask(query), given -> given.statusCode() != 409);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Conversation.assertHeard(WavAnalysis.of(Base64.getDecoder().decode(answer.body())), TALK);
  }

  /** Wrong credentials are still wrong, and the JSON API is for those who prove who they are. */
  private void assertTrustIsNotMore() {
    assertThat(get(server.api("/reconciliations")).statusCode()).isEqualTo(401);
    HttpRequest wrong =
        HttpRequest.newBuilder(URI.create(server.url() + "?method=stop&extenOrUniqueId=410"))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(WRONG))
            .build();
    assertThat(new Crm(server).send(wrong).statusCode()).isEqualTo(401);
  }

  private static final byte[] WRONG = {'c', 'r', 'm', ':', 'x'};
}
