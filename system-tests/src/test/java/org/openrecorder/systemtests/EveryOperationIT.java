package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * Every operation that the pages name does its work in the server as it is shipped: a class that
 * was left out is missed at the first use of it only.
 */
@ExtendWith(BedExtension.class)
class EveryOperationIT {

  private static final Pattern NAMED =
      Pattern.compile("`(GET|PUT|POST|PATCH|DELETE) (/[a-zA-Z]+[^`? ]*)[^`]*`");

  private static final String NAME = "every-operation";

  private final RecorderServer server;
  private final Crm crm;
  private final AsteriskLab pbx;

  /**
   * A request and what is answered to it.
   *
   * @param operation as the pages name it, with {@code {}} for each name in its path
   */
  private record Operation(
      String operation, String path, String type, String body, int status, String answered) {

    Operation(String operation, String path, int status, String answered) {
      this(operation, path, "", "", status, answered);
    }

    String verb() {
      return operation.substring(0, operation.indexOf(' '));
    }
  }

  EveryOperationIT(TestEnvironment bed) {
    this.server = bed.server();
    this.crm = bed.crm();
    this.pbx = bed.pbx(AsteriskVersion.of("22"));
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  /** In this order, as some need what others leave. */
  private static List<Operation> operations(String recording) {
    String json = "application/json";
    String id = "/recordings/" + recording;
    String user = "/users/" + NAME;
    String client = "/clients/" + NAME;
    return List.of(
        new Operation("GET /calls", "/calls?extension=410", 200, "\"items\""),
        new Operation("GET /recordings", "/recordings?extension=410", 200, recording),
        new Operation("GET /recordings/{}", id, 200, recording),
        new Operation("GET /recordings/{}/audio", id + "/audio", 200, "RIFF"),
        new Operation(
            "PATCH /recordings/{}", id, json, "{\"private\": false}", 200, "\"private\":false"),
        new Operation("DELETE /recordings/{}", id + "?reason=over", 204, ""),
        new Operation("GET /metrics", "/metrics", 200, "openrecorder_requests_seconds"),
        new Operation("POST /reconciliations", "/reconciliations", 200, "\"findings\""),
        new Operation("GET /reconciliations", "/reconciliations", 200, "\"items\""),
        new Operation("POST /settings/reload", "/settings/reload", 200, "\"changed\""),
        new Operation("GET /audit", "/audit?limit=5", 200, "\"items\""),
        new Operation(
            "POST /users", "/users", "text/csv", "name,group\n" + NAME + ",agent\n", 200, ":1"),
        new Operation("GET /users", "/users", 200, NAME),
        new Operation("GET /users/{}", user, 200, "agent"),
        new Operation("PUT /users/{}", user, json, "{\"group\":\"manager\"}", 200, "manager"),
        new Operation("DELETE /users/{}", user, 204, ""),
        new Operation(
            "PUT /clients/{}", client, json, "{\"permissions\":[\"metrics\"]}", 200, "metrics"),
        new Operation("GET /clients", "/clients", 200, NAME),
        new Operation("GET /clients/{}", client, 200, "metrics"),
        new Operation("POST /clients/{}/secrets", client + "/secrets", json, "", 200, "\"secret\""),
        new Operation("DELETE /clients/{}/secrets/{}", client + "/secrets/1", 204, ""),
        new Operation("DELETE /clients/{}", client, 204, ""));
  }

  @TestFactory
  Stream<DynamicTest> each_does_its_work() {
    return operations(recorded()).stream()
        .map(one -> dynamicTest(one.operation(), () -> assertAnswered(one)));
  }

  private String recorded() {
    String tag = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, Duration.ofSeconds(1));
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    call.hangUp();
    assertThat(crm.wav(tag, "fred").duration()).isPositive();
    JsonNode recording = crm.recording(tag);
    assertThat(crm.retrieveByUniqueId(recording.get("uniqueId").asText(), "fred").statusCode())
        .isEqualTo(200);
    return recording.get("id").asText();
  }

  private void assertAnswered(Operation one) {
    String credentials = "admin:" + TestEnvironment.ADMIN_PASSWORD;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.api(one.path()))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .method(one.verb(), BodyPublishers.ofString(one.body()));
    if (!one.type().isEmpty()) {
      request.header("Content-Type", one.type());
    }
    HttpResponse<String> answer = crm.send(request.build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(one.status());
    assertThat(answer.body()).contains(one.answered());
  }

  @Test
  void none_that_the_pages_name_is_left_out() throws IOException {
    TreeSet<String> named = new TreeSet<>();
    for (String page : List.of("api.md", "access.md")) {
      Matcher found = NAMED.matcher(Files.readString(Path.of("../docs", page)));
      while (found.find()) {
        named.add(found.group(1) + " " + general(found.group(2)));
      }
    }
    assertThat(operations("-").stream().map(Operation::operation).distinct())
        .containsExactlyInAnyOrderElementsOf(named);
  }

  private static String general(String path) {
    return path.replaceAll("\\{[^}]*}|(?<=/)[A-Z]+(?=/|$)", "{}");
  }

  /** The commands of the installation, with what each is to end with and to say. */
  @TestFactory
  Stream<DynamicTest> each_command_does_its_work() {
    Map<List<String>, String> commands = new LinkedHashMap<>();
    commands.put(List.of("open-recorder", "--help"), "--reset-admin-password");
    commands.put(List.of("open-recorder", "--version"), "Open Recorder 0.1.0");
    commands.put(List.of("open-recorder", "--print-config"), "recorder.http.port=");
    commands.put(List.of("open-recorder", "--self-check"), "self check: ");
    commands.put(List.of("open-recorder", "--hash-secret"), "pbkdf2-sha512$");
    commands.put(List.of("open-recorder", "--hash-token"), "sha256$");
    commands.put(List.of("print-audit", "--help"), "--recording ID");
    commands.put(List.of("print-audit", "--action", "start"), "time\tclient\tuser");
    commands.put(List.of("verify-audit", "--help"), "--heads FILE");
    return commands.entrySet().stream()
        .map(
            one ->
                dynamicTest(
                    String.join(" ", one.getKey()),
                    () -> assertSaid(one.getKey(), one.getValue())));
  }

  private void assertSaid(List<String> command, String words) {
    String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
    RecorderServer.Said said =
        server.run(command.getFirst(), "a-long-enough-secret-to-hash\n", arguments);
    assertThat(said.status()).as(said.words()).isZero();
    assertThat(said.words()).contains(words).doesNotContain("Exception");
  }
}
