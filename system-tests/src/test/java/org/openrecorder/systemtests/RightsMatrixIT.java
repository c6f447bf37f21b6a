package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.testing.RightsTable;
import org.openrecorder.testing.RightsTable.Listener;
import org.openrecorder.testing.RightsTable.Operation;
import org.openrecorder.testing.RightsTable.Thing;

/**
 * The endpoints of the running server keep to the one table, and private, deleted and unknown are
 * answered in the same bytes.
 */
@ExtendWith(BedExtension.class)
class RightsMatrixIT {

  private static final Pattern CODE =
      Pattern.compile("<code>([A-Z_]+)</code>|\"code\":\"([A-Z_]+)\"");

  /** That differ from one answer to the next by themselves. */
  private static final Set<String> OWN_HEADERS = Set.of("date");

  /** A client of the settings, its permissions, and whether its limits cover a call of 410. */
  private enum Who {
    CRM("crm", true, Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE),
    STARTER("starter", true, Permission.RECORD),
    READER("reader", true, Permission.RETRIEVE),
    KEEPER("keeper", true, Permission.MANAGE),
    MONITORING("monitoring", true, Permission.METRICS),
    ELSEWHERE("elsewhere", false, Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE),
    OTHERS("others", false, Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE),
    OURS("ours", true, Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE),
    ADMIN("admin", true, Permission.ADMINISTER);

    private final String name;
    private final boolean inScope;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
    private final Set<Permission> permissions;

    Who(String name, boolean inScope, Permission... permissions) {
      this.name = name;
      this.inScope = inScope;
      this.permissions = Set.of(permissions);
    }

    private String authorization() {
      String secret = this == ADMIN ? TestEnvironment.ADMIN_PASSWORD : Crm.SECRET;
      byte[] pair = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
  }

  /** What a recording is asked for by. */
  private record Names(String id, String tag, String uniqueId) {}

  /** What was asked and what has to be answered. */
  private record Asked(String endpoint, Operation operation, Thing thing, Who who, Listener user) {
    String expected() {
      return operation.isForAUser()
          ? RightsTable.expected(operation, thing, who.permissions, who.inScope, user)
          : RightsTable.expected(operation, thing, who.permissions, who.inScope);
    }
  }

  private final RecorderServer server;
  private final AsteriskLab pbx;
  private final Crm crm;
  private final Map<Thing, Names> things = new EnumMap<>(Thing.class);

  RightsMatrixIT(TestEnvironment bed) {
    this.server = bed.server();
    this.pbx = bed.pbx(AsteriskVersion.of("22"));
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @TestFactory
  Stream<DynamicTest> every_endpoint_answers_as_the_table_says() {
    prepare();
    return Arrays.stream(Operation.values())
        .map(operation -> dynamicTest(operation.name(), () -> everybodyAsksFor(operation)));
  }

  private void prepare() {
    for (Thing thing : List.of(Thing.PLAIN, Thing.PRIVATE, Thing.DELETED)) {
      things.put(thing, recorded(TestEnvironment.newTag()));
    }
    assertThat(crm.patch(names(Thing.PRIVATE).id(), "{\"private\": true}")).isEqualTo(200);
    assertThat(crm.delete(names(Thing.DELETED).id())).isEqualTo(204);
    things.put(Thing.UNKNOWN, new Names(UUID.randomUUID().toString(), "no such tag", "1.1"));
    PhoneCall live = TestEnvironment.talk(pbx, "410", "411");
    String tag = TestEnvironment.newTag();
    crm.start("410", tag);
    things.put(Thing.IN_PROGRESS, names(tag, pbx.channelOf(live).uniqueId()));
    HttpResponse<String> disabled =
        crm.send(
            request(Who.ADMIN, server.api("/users/dan"))
                .header("Content-Type", "application/json")
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"group\":\"manager\",\"enabled\":false}"))
                .build());
    assertThat(disabled.statusCode()).as(disabled.body()).isEqualTo(200);
  }

  private Names recorded(String tag) {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String uniqueId = pbx.channelOf(call).uniqueId();
    crm.start("410", tag);
    TestEnvironment.letTalk(call, Duration.ofSeconds(1));
    call.hangUp();
    await().atMost(TestEnvironment.SOON).until(() -> crm.retrieve(tag, "max").statusCode() == 200);
    return names(tag, uniqueId);
  }

  private Names names(String tag, String uniqueId) {
    return new Names(crm.recording(tag).get("id").asText(), tag, uniqueId);
  }

  private Names names(Thing thing) {
    return things.getOrDefault(thing, new Names("", "", ""));
  }

  private void everybodyAsksFor(Operation operation) {
    for (Who who : Who.values()) {
      for (Listener user :
          operation.isForAUser() ? Listener.values() : new Listener[] {Listener.OWN}) {
        for (String endpoint : endpoints(operation)) {
          Map<String, Map<String, List<String>>> rejections = new HashMap<>();
          for (Thing thing : Thing.values()) {
            ask(new Asked(endpoint, operation, thing, who, user), rejections);
          }
        }
      }
    }
  }

  private static List<String> endpoints(Operation operation) {
    return switch (operation) {
      case START, STOP, RETRIEVE, RETRIEVE_BY_UNIQUE_ID -> List.of("GET", "SOAP");
      case SHOW, LIST, CALLS, AUDIO, MARK_PRIVATE, DELETE, UNDELETE, METRICS, AUDIT ->
          List.of("JSON");
    };
  }

  /** Rejections of one code are the same in every byte, whatever they are about. */
  private void ask(Asked asked, Map<String, Map<String, List<String>>> rejections) {
    String expected = asked.expected();
    if (changesWhatOthersAskFor(asked, expected)) {
      return;
    }
    HttpResponse<String> answer = crm.send(requestOf(asked));
    assertThat(said(asked, answer)).as("%s: %s", asked, answer.body()).isEqualTo(expected);
    if (expected.equals("NO_SUCH_RECORDING") || expected.equals("NO_SUCH_CALL")) {
      Map<String, List<String>> all = everything(answer);
      Map<String, List<String>> first = rejections.putIfAbsent(expected, all);
      assertThat(all).as("%s", asked).isEqualTo(first == null ? all : first);
    }
  }

  private static boolean changesWhatOthersAskFor(Asked asked, String expected) {
    boolean marks =
        asked.operation() == Operation.MARK_PRIVATE
            || asked.operation() == Operation.DELETE
            || asked.operation() == Operation.UNDELETE
            || (asked.operation() == Operation.STOP && asked.thing() == Thing.IN_PROGRESS);
    return marks && expected.equals("OK");
  }

  private static Map<String, List<String>> everything(HttpResponse<String> answer) {
    Map<String, List<String>> all = new TreeMap<>(answer.headers().map());
    OWN_HEADERS.forEach(all::remove);
    all.put("status and body", List.of(answer.statusCode() + " " + answer.body()));
    return all;
  }

  private static String said(Asked asked, HttpResponse<String> answer) {
    if (answer.statusCode() < 300) {
      boolean list = asked.operation() == Operation.LIST || asked.operation() == Operation.CALLS;
      return list ? Integer.toString(items(answer.body())) : "OK";
    }
    Matcher code = CODE.matcher(answer.body());
    return answer
        .headers()
        .firstValue("X-Error-Code")
        .orElseGet(() -> code.find() ? groups(code) : "no code");
  }

  private static String groups(Matcher code) {
    return code.group(1) == null ? code.group(2) : code.group(1);
  }

  private static int items(String body) {
    return body.split("\"linkedId\"", -1).length - 1;
  }

  private static HttpRequest.Builder request(Who who, URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", who.authorization());
  }

  private HttpRequest requestOf(Asked asked) {
    Names names = names(asked.thing());
    URI recording = server.api("/recordings/" + names.id());
    return switch (asked.operation()) {
      case START, STOP, RETRIEVE, RETRIEVE_BY_UNIQUE_ID -> legacy(asked, names);
      case SHOW -> request(asked.who(), recording).build();
      case LIST -> request(asked.who(), query("/recordings?tag=", names.tag())).build();
      case CALLS -> request(asked.who(), query("/calls?externalReference=", names.tag())).build();
      case AUDIO -> request(asked.who(), URI.create(recording + "/audio")).build();
      case MARK_PRIVATE -> patch(asked.who(), recording, "{\"private\": true}");
      case DELETE -> request(asked.who(), recording).DELETE().build();
      case UNDELETE -> patch(asked.who(), recording, "{\"deleted\": false}");
      case METRICS -> request(asked.who(), server.api("/metrics")).build();
      case AUDIT -> request(asked.who(), query("/audit?limit=1&result=OK&client=", "crm")).build();
    };
  }

  private URI query(String start, String value) {
    return server.api(start + Crm.encoded(value));
  }

  private static HttpRequest patch(Who who, URI uri, String body) {
    return request(who, uri)
        .header("Content-Type", "application/json")
        .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest legacy(Asked asked, Names names) {
    String method =
        switch (asked.operation()) {
          case START -> "start";
          case STOP -> "stop";
          case RETRIEVE -> "retrieve";
          default -> "retrieveByUniqueId";
        };
    Map<String, String> arguments = arguments(asked, names);
    return asked.endpoint().equals("SOAP")
        ? request(asked.who(), server.url())
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("SOAPAction", "\"\"")
            .POST(HttpRequest.BodyPublishers.ofString(Crm.envelope(method, arguments)))
            .build()
        : request(asked.who(), URI.create(server.url() + "?method=" + method + query(arguments)))
            .build();
  }

  private static Map<String, String> arguments(Asked asked, Names names) {
    return switch (asked.operation()) {
      case START -> Map.of("extenOrUniqueId", names.uniqueId(), "tag", names.tag());
      case STOP -> Map.of("extenOrUniqueId", names.uniqueId());
      case RETRIEVE -> Map.of("tag", names.tag(), "username", asked.user().username());
      default -> Map.of("uniqueId", names.uniqueId(), "username", asked.user().username());
    };
  }

  private static String query(Map<String, String> arguments) {
    List<String> parts = new ArrayList<>();
    arguments.forEach((name, value) -> parts.add("&" + name + "=" + Crm.encoded(value)));
    return String.join("", parts);
  }
}
