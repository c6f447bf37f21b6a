package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.lab.ami.AmiMessage;
import org.openrecorder.lab.ami.AmiTap;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;

/**
 * Line breaks with an action of the PBX's manager interface behind them, in every string of every
 * operation at every endpoint: all refused, and nothing on the wire but what the server says by
 * itself.
 */
@ExtendWith(BedExtension.class)
class LineBreaksIT {

  /** In no action of ours. */
  private static final String MARK = "line-break-canary";

  private static final List<String> BREAKS = List.of("\r\n", "\n", "\r");

  /** What the server says to a PBX when nobody asks it for anything. */
  private static final Set<String> BY_ITSELF =
      Set.of(
          "Login",
          "Challenge",
          "Logoff",
          "Ping",
          "CoreSettings",
          "Filter",
          "ListCommands",
          "CoreShowChannels",
          "Status",
          "Getvar");

  /** Each operation with the arguments that are right in the state of the test. */
  private static final Map<String, Map<String, String>> OPERATIONS =
      Map.of(
          "start", Map.of("extenOrUniqueId", "410", "tag", "22"),
          "stop", Map.of("extenOrUniqueId", "410"),
          "retrieve", Map.of("tag", "22", "username", "max"),
          "retrieveByUniqueId", Map.of("uniqueId", "1.1", "username", "max"));

  private static final Map<String, List<String>> FILTERS =
      Map.of(
          "/recordings", List.of("tag", "uniqueId", "extension", "cursor"),
          "/calls", List.of("uniqueId", "linkedId", "externalReference", "extension", "cursor"));

  private static final String SOME_ID = "00000000-0000-4000-8000-000000000001";

  private final AsteriskLab pbx;
  private final AmiTap tap;
  private final Crm crm;
  private final RecorderServer server;

  private int strangers;

  LineBreaksIT(TestEnvironment bed) {
    AsteriskVersion version = AsteriskVersion.of("22");
    this.pbx = bed.pbx(version);
    this.tap = bed.tap(version);
    this.crm = bed.crm();
    this.server = bed.server();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  /** One hostile request. */
  private record Attempt(String what, Supplier<HttpResponse<String>> ask) {}

  @Test
  void everything_is_refused_and_the_pbx_hears_only_what_the_server_says_by_itself() {
    TestEnvironment.talk(pbx, "410", "411");
    tap.forgetActions();
    List<Attempt> attempts = BREAKS.stream().flatMap(this::attempts).toList();
    attempts.forEach(LineBreaksIT::assertRefused);

    // the line to the PBX is in order, so what went out before this has been seen
    assertThat(crm.start("410", TestEnvironment.newTag()).body()).isEqualTo("OK");
    await().atMost(TestEnvironment.SOON).until(() -> !tap.actions("MixMonitor").isEmpty());
    List<AmiMessage> heard = tap.actions();
    assertThat(heard.toString()).doesNotContain(MARK);
    assertThat(heard.stream().filter(action -> !isByItself(action)))
        .as("the one start that was meant")
        .singleElement()
        .matches(action -> action.isAction("MixMonitor"));
    System.out.println("line breaks: " + attempts.size() + " requests refused");
  }

  private static boolean isByItself(AmiMessage action) {
    return BY_ITSELF.stream().anyMatch(action::isAction);
  }

  private static void assertRefused(Attempt attempt) {
    HttpResponse<String> answer = attempt.ask().get();
    String told = attempt.what() + ": " + answer.statusCode() + " " + answer.body();
    if (attempt.what().startsWith("SOAP")) {
      assertThat(answer.statusCode()).as(told).isIn(400, 500);
      assertThat(answer.body()).as(told).contains("Client<").doesNotContain("INTERNAL");
    } else {
      assertThat(answer.statusCode()).as(told).isIn(400, 401, 404);
    }
  }

  private Stream<Attempt> attempts(String lineBreak) {
    String action =
        String.join(
            lineBreak, "", "Action: Command", "Command: core show " + MARK, "ActionID: 1", "", "");
    return Stream.of(legacy(action), filters(action), ids(action), bodies(action), names(action))
        .flatMap(attempts -> attempts);
  }

  /** Every argument of every operation in turn, by GET, by form and by SOAP. */
  private Stream<Attempt> legacy(String action) {
    List<Attempt> attempts = new ArrayList<>();
    OPERATIONS.forEach(
        (operation, arguments) -> {
          arguments.forEach(
              (name, right) -> {
                String what = operation + " " + name;
                String query = query(operation, arguments, name, right + action);
                attempts.add(new Attempt("GET " + what, () -> crm.get(query)));
                attempts.add(new Attempt("form " + what, () -> crm.form(query)));
                attempts.add(
                    new Attempt(
                        "SOAP " + what, () -> soap(operation, arguments, name, right + action)));
              });
          String method = query(operation + action, arguments, "", "");
          attempts.add(new Attempt("GET method " + operation, () -> crm.get(method)));
          attempts.add(new Attempt("form method " + operation, () -> crm.form(method)));
        });
    return attempts.stream();
  }

  private static String query(
      String operation, Map<String, String> arguments, String hostile, String value) {
    StringBuilder query = new StringBuilder("method=" + Crm.encoded(operation));
    arguments.forEach(
        (name, right) ->
            query
                .append('&')
                .append(name)
                .append('=')
                .append(Crm.encoded(name.equals(hostile) ? value : right)));
    return query.toString();
  }

  /** As character references, which XML does not take for white space. */
  private HttpResponse<String> soap(
      String operation, Map<String, String> arguments, String hostile, String value) {
    String envelope =
        Crm.envelope(operation, arguments)
            .replace(
                "<r:" + hostile + ">" + arguments.get(hostile) + "<",
                "<r:" + hostile + ">" + value.replace("\r", "&#13;").replace("\n", "&#10;") + "<");
    assertThat(envelope).contains(MARK);
    return crm.soap(envelope);
  }

  private Stream<Attempt> filters(String action) {
    return FILTERS.entrySet().stream()
        .flatMap(
            list ->
                list.getValue().stream()
                    .map(
                        filter -> list.getKey() + "?" + filter + "=" + Crm.encoded("410" + action)))
        .map(path -> new Attempt("filter " + path, () -> send("GET", path, "")));
  }

  private Stream<Attempt> ids(String action) {
    String path = "/recordings/" + Crm.encoded(SOME_ID + action).replace("+", "%20");
    return Stream.of(
        new Attempt("id show", () -> send("GET", path, "")),
        new Attempt("id mark", () -> send("PATCH", path, "{\"private\": true}")),
        new Attempt("id delete", () -> send("DELETE", path, "")),
        new Attempt("id audio", () -> send("GET", path + "/audio", "")));
  }

  private Stream<Attempt> bodies(String action) {
    String escaped = action.replace("\r", "\\r").replace("\n", "\\n");
    String path = "/recordings/" + SOME_ID;
    return Stream.of(
            "{\"private\": \"" + escaped + "\"}",
            "{\"private" + escaped + "\": true}",
            "{\"private\": true}" + action)
        .map(body -> new Attempt("body " + body, () -> send("PATCH", path, body)));
  }

  /**
   * Who asks: the name of the client, and its token. Each try comes from another address, as who
   * fails again and again is made to wait.
   */
  private Stream<Attempt> names(String action) {
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (Crm.NAME + action + ":" + Crm.SECRET).getBytes(StandardCharsets.UTF_8));
    String query = query("start", Map.of("extenOrUniqueId", "410", "tag", "22"), "", "");
    return Stream.of("Basic " + basic, "Bearer " + basic)
        .map(
            proof ->
                new Attempt(
                    "name " + proof,
                    () ->
                        crm.from("127.0.3." + ++strangers)
                            .send(
                                HttpRequest.newBuilder(URI.create(server.url() + "?" + query))
                                    .header("Authorization", proof)
                                    .build())));
  }

  private HttpResponse<String> send(String verb, String path, String body) {
    return crm.send(
        crm.apiRequest(path)
            .header("Content-Type", "application/json")
            .method(verb, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
