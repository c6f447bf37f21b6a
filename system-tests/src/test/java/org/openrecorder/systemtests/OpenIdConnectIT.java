package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.keycloak.KeycloakLab;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * Clients and users for whom a real Keycloak vouches, at all endpoints. The server comes up while
 * Keycloak does: neither waits for the other. The provider falls silent in the last test.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenIdConnectIT {

  private static final Duration TALK = Duration.ofSeconds(1);

  /** Nobody is kept waiting by a provider, and what is not refused at once is refused in this. */
  private static final Duration PROMISED = Duration.ofSeconds(3);

  @TempDir static Path folder;
  private static KeycloakLab keycloak;
  private static AsteriskLab pbx;
  private static RecorderServer server;

  @BeforeAll
  static void start() {
    keycloak = KeycloakLab.start(Path.of(System.getProperty("keycloak", "")));
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    settings.put("RECORDER_OIDC_ISSUER", keycloak.issuer().toString());
    settings.put("RECORDER_OIDC_PERMISSIONS_CLAIM", "recorder_permissions");
    settings.put("RECORDER_CLIENT_PORTAL_PERMISSIONS", "record,retrieve,manage");
    settings.put("RECORDER_CLIENT_LIGHT_PERMISSIONS", "record,retrieve,manage");
    server = RecorderServer.start(folder.resolve("server"), settings);
    keycloak.awaitReady();
  }

  @AfterAll
  static void stop() {
    server.close();
    pbx.close();
    keycloak.close();
  }

  private static HttpResponse<String> send(String token, HttpRequest.Builder request) {
    return new Crm(server)
        .send(
            request
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .build());
  }

  private static HttpResponse<String> get(String token, String query) {
    return send(token, HttpRequest.newBuilder(URI.create(server.url() + "?" + query)));
  }

  private static HttpResponse<String> json(String token, String path) {
    return send(token, HttpRequest.newBuilder(server.api(path)));
  }

  private static HttpResponse<String> soap(
      String token, String method, Map<String, String> arguments) {
    return send(
        token,
        HttpRequest.newBuilder(server.url())
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("SOAPAction", "\"\"")
            .POST(BodyPublishers.ofString(Crm.envelope(method, arguments))));
  }

  private static HttpResponse<String> retrieve(String token, String tag, String user) {
    String query = "method=retrieve&tag=" + tag + "&username=" + user;
    return Awaitility.await()
        .atMost(TestEnvironment.SOON)
        .until(() -> get(token, query), answer -> answer.statusCode() != 409);
  }

  /** A recording of a call of 410, started by GET and stopped by SOAP with that token. */
  private static String recorded(String token) {
    String tag = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertThat(get(token, "method=start&extenOrUniqueId=410&tag=" + tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    assertThat(soap(token, "stop", Map.of("extenOrUniqueId", "410")).statusCode()).isEqualTo(200);
    call.hangUp();
    Awaitility.await().atMost(TestEnvironment.SOON).until(() -> pbx.manager().channels().isEmpty());
    return tag;
  }

  private static void assertHeard(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Conversation.assertHeard(WavAnalysis.of(Base64.getDecoder().decode(answer.body())), TALK);
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("X-Error-Code")).contains(code);
  }

  @Test
  @Order(1)
  void a_client_records_and_retrieves_at_all_endpoints_by_its_token() throws Exception {
    String token = keycloak.tokenOf("portal");
    String tag = recorded(token);
    assertHeard(retrieve(token, tag, "fred"));
    assertThat(soap(token, "retrieve", Map.of("tag", tag, "username", "fred")).statusCode())
        .isEqualTo(200);
    assertRefused(retrieve(token, tag, "tom"), 404, "NO_SUCH_RECORDING");
    assertThat(json(token, "/recordings/" + idOf(token, tag) + "/audio").statusCode())
        .isEqualTo(200);
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertThat(
            soap(token, "start", Map.of("extenOrUniqueId", "410", "tag", TestEnvironment.newTag()))
                .statusCode())
        .isEqualTo(200);
    assertThat(get(token, "method=stop&extenOrUniqueId=410").body()).isEqualTo("OK");
    call.hangUp();
  }

  private static String idOf(String token, String tag) throws Exception {
    return new ObjectMapper()
        .readTree(json(token, "/recordings?tag=" + tag).body())
        .at("/items/0/id")
        .asText();
  }

  @Test
  @Order(2)
  void a_user_hears_what_the_providers_claims_say_and_only_in_the_own_name() throws Exception {
    String portal = keycloak.tokenOf("portal");
    String ida = keycloak.tokenOfUser("ida");
    String tag = recorded(ida);
    assertHeard(retrieve(ida, tag, "ida"));
    assertRefused(retrieve(ida, tag, "max"), 403, "FORBIDDEN");
    String id = idOf(portal, tag);
    assertThat(idOf(ida, tag)).isEqualTo(id);
    assertThat(
            send(ida, HttpRequest.newBuilder(server.api("/recordings/" + id)).DELETE())
                .statusCode())
        .isEqualTo(403);
    String ole = keycloak.tokenOfUser("ole");
    assertRefused(retrieve(ole, tag, "ole"), 404, "NO_SUCH_RECORDING");
    assertThat(idOf(ole, tag)).isEmpty();
    assertRefused(retrieve(keycloak.tokenOfUser("guest"), tag, "guest"), 403, "FORBIDDEN");
  }

  @Test
  @Order(3)
  void an_agents_token_is_for_calls_of_the_own_extension() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String start = "method=start&extenOrUniqueId=410&tag=" + TestEnvironment.newTag();
    assertRefused(get(keycloak.tokenOfUser("ole"), start), 404, "NO_SUCH_CALL");
    assertThat(get(keycloak.tokenOfUser("ida"), start).body()).isEqualTo("OK");
    call.hangUp();
  }

  @Test
  @Order(4)
  void a_client_that_only_the_provider_knows_may_do_what_its_claims_say() {
    String token = keycloak.tokenOf("billing");
    assertThat(json(token, "/recordings").statusCode()).isEqualTo(200);
    assertRefused(
        get(token, "method=start&extenOrUniqueId=410&tag=" + TestEnvironment.newTag()),
        403,
        "FORBIDDEN");
  }

  @Test
  @Order(5)
  void a_token_for_somebody_else_is_refused_with_the_reason_in_the_audit_trail_only() {
    HttpResponse<String> answer = json(keycloak.tokenOf("elsewhere"), "/recordings");
    assertRefused(answer, 401, "UNAUTHENTICATED");
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .anyMatch(challenge -> challenge.startsWith("Bearer "))
        .anyMatch(challenge -> challenge.startsWith("Basic "));
    assertThat(answer.body()).doesNotContain("audience");
  }

  /** Such a token does not say whose it is, and once opened all that the client may. */
  @Test
  @Order(6)
  void a_token_that_names_no_user_is_no_token_of_the_client_itself() {
    String ida = keycloak.tokenOfUser("ida", "light");
    assertThat(claims(ida)).contains("\"azp\":\"light\"").doesNotContain("ida");
    assertRefused(json(ida, "/recordings"), 401, "UNAUTHENTICATED");
    assertRefused(
        get(ida, "method=start&extenOrUniqueId=410&tag=" + TestEnvironment.newTag()),
        401,
        "UNAUTHENTICATED");
    assertRefused(json(keycloak.tokenOf("light"), "/recordings"), 401, "UNAUTHENTICATED");
  }

  private static String claims(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }

  @Test
  @Order(7)
  void a_client_or_user_that_is_disabled_here_is_kept_out_whatever_the_provider_says() {
    String billing = keycloak.tokenOf("billing");
    assertThat(json(billing, "/recordings").statusCode()).isEqualTo(200);
    store("/clients/billing", "{\"permissions\": [\"retrieve\"], \"enabled\": false}");
    assertRefused(json(billing, "/recordings"), 401, "UNAUTHENTICATED");
    store("/clients/billing", "{\"permissions\": [\"retrieve\"], \"enabled\": true}");
    assertThat(json(billing, "/recordings").statusCode()).isEqualTo(200);
    store("/users/IDA", "{\"group\": \"agent\", \"enabled\": false}");
    assertRefused(retrieve(keycloak.tokenOfUser("ida"), "any", "ida"), 403, "FORBIDDEN");
    assertThat(new Crm(server).send(admin("/users/IDA").DELETE().build()).statusCode())
        .isEqualTo(204);
  }

  private static void store(String path, String json) {
    assertThat(
            new Crm(server)
                .send(admin(path).PUT(BodyPublishers.ofString(json)).build())
                .statusCode())
        .isIn(200, 201);
  }

  private static HttpRequest.Builder admin(String path) {
    String pair =
        Base64.getEncoder()
            .encodeToString(
                ("admin:" + TestEnvironment.ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(server.api(path))
        .header("Authorization", "Basic " + pair)
        .header("Content-Type", "application/json");
  }

  @Test
  @Order(8)
  void a_new_key_of_the_provider_is_found_and_the_old_one_stays_good() {
    String old = keycloak.tokenOf("portal");
    keycloak.changeKey();
    String token = keycloak.tokenOf("portal");
    assertThat(header(token)).isNotEqualTo(header(old));
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofSeconds(3))
        .until(() -> inTime(token).statusCode() == 200);
    assertThat(inTime(old).statusCode()).isEqualTo(200);
  }

  private static String header(String token) {
    return token.substring(0, token.indexOf('.'));
  }

  @Test
  @Order(9)
  void while_the_provider_is_silent_known_keys_go_on_and_unknown_ones_are_told_in_time() {
    String token = keycloak.tokenOf("portal");
    keycloak.freeze();
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofSeconds(3))
        .until(() -> inTime(unknownKey(token)).statusCode() == 503);
    assertThat(inTime(token).statusCode()).isEqualTo(200);
    assertThat(new Crm(server).json("/recordings").get("items")).isNotNull();
  }

  private static HttpResponse<String> inTime(String token) {
    long begun = System.nanoTime();
    HttpResponse<String> answer = json(token, "/recordings");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMISED);
    return answer;
  }

  /** The same token with the name of another key. */
  private static String unknownKey(String token) {
    String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"somebody's\"}";
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + token.substring(token.indexOf('.'));
  }
}
