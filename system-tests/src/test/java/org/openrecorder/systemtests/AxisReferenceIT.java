package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.process.Folders;
import org.openrecorder.soapclients.original.AxisServer;
import org.openrecorder.soapclients.original.Taken;
import org.openrecorder.systemtests.RawClient.Answer;

/**
 * The same bytes go to the SOAP stack of the original, which is the reference for what old clients
 * may send, and to this server: what Axis takes this server takes, and makes the same of it, unless
 * a row of the table in {@code docs/api.md} says why not.
 */
@ExtendWith(BedExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AxisReferenceIT {

  private static final Path FOLDER = Folders.create(Path.of("target", "axis"));
  private static final Path PAGE = Path.of("..", "docs", "api.md");
  private static final String TABLE = "| a client sends | Apache Axis 1.4 | here |";
  private static final String USER = "fred";
  private static final Duration TALK = Duration.ofMillis(300);

  private final TestEnvironment bed;
  private final AsteriskLab pbx;
  private final Crm crm;
  private final AxisServer axis = AxisServer.start(FOLDER);
  private final String tag = TestEnvironment.newTag();
  private String uniqueId = "";

  AxisReferenceIT(TestEnvironment bed) {
    this.bed = bed;
    this.pbx = bed.pbx(AsteriskVersion.of("22"));
    this.crm = bed.crm();
  }

  /** What most of the requests ask for. */
  @BeforeAll
  void record() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    uniqueId = pbx.channelOf(call).uniqueId();
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    TestEnvironment.quiet(pbx);
    assertThat(crm.wav(tag, USER).sampleRate()).isEqualTo(8_000);
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @AfterAll
  void close() {
    axis.close();
  }

  Stream<OldRequest> what_axis_takes_is_taken_for_the_same() {
    return new OldRequests(tag, USER).all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void what_axis_takes_is_taken_for_the_same(OldRequest request) {
    compare(request);
  }

  /** Whether Axis took it for a call that is one. */
  private boolean compare(OldRequest request) {
    Optional<Taken> taken = taken(request);
    Answer answer = ask(bed.server().port(), request);
    assertThat(answer.status()).as(answer.toString()).isIn(200, 400, 403, 404, 409, 500);
    assertThat(answer.header("X-Error-Code")).isNotEqualTo(Optional.of("INTERNAL"));
    taken.ifPresent(
        call ->
            assertThat(did(call, answer))
                .as("Axis took %s, this server answers %s", call, answer.head())
                .isEqualTo(request.difference().isEmpty()));
    return taken.isPresent();
  }

  private Optional<Taken> taken(OldRequest request) {
    Answer unused = ask(axis.port(), request);
    return axis.takeCall()
        .filter(call -> call.arguments().stream().allMatch(AxisReferenceIT::told));
  }

  private static boolean told(Optional<String> argument) {
    return argument.filter(value -> !value.isBlank()).isPresent();
  }

  private static Answer ask(int port, OldRequest request) {
    try (RawClient client = RawClient.to(port)) {
      return client.ask(request.bytes(RawClient.asCrm().strip()));
    }
  }

  /** Whether this server did just that. */
  private boolean did(Taken call, Answer answer) {
    return answer.status() == 200
        && answer
            .header("X-Recording-Id")
            .map(id -> crm.json("/recordings/" + id))
            .filter(recording -> is(recording, call))
            .isPresent();
  }

  private boolean is(JsonNode recording, Taken call) {
    List<String> arguments = call.arguments().stream().map(one -> one.orElse("").strip()).toList();
    return switch (call.method()) {
      case "start" ->
          member(recording, "extension", arguments.get(0))
              && member(recording, "tag", arguments.get(1));
      case "stop" ->
          member(recording, "extension", arguments.get(0)) && !recording.get("endedAt").isNull();
      case "retrieve" ->
          member(recording, "tag", arguments.get(0)) && arguments.get(1).equals(USER);
      default -> member(recording, "uniqueId", arguments.get(0)) && arguments.get(1).equals(USER);
    };
  }

  private static boolean member(JsonNode recording, String name, String value) {
    return recording.get(name).asText().equals(value);
  }

  /** Else there would be nothing to compare. */
  @Test
  void axis_takes_most_of_them() {
    List<OldRequest> all = new OldRequests(tag, USER).all().toList();
    List<String> refused =
        all.stream().filter(request -> taken(request).isEmpty()).map(OldRequest::name).toList();
    System.out.println("of " + all.size() + " requests Axis refuses " + refused);
    assertThat(all.size() - refused.size()).isGreaterThan(300);
    assertThat(refused).hasSizeLessThan(20);
  }

  @Test
  void each_method_is_known_by_each_of_its_names() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    for (String start : List.of("start", "Start", "start.", "x:start")) {
      assertTaken(
          "<%1$s xmlns:x='urn:x'><extenOrUniqueId>410</extenOrUniqueId><tag>%2$s</tag></%1$s>"
              .formatted(start, TestEnvironment.newTag()));
      assertTaken(
          "<%1$s xmlns:x='urn:x'><a>410</a><b>%2$s</b></%1$s>"
              .formatted(start, TestEnvironment.newTag()));
      assertTaken(
          "<%1$s xmlns:x='urn:x'><a href='#a'/><b href='#b'/></%1$s><m id='a'>410</m><m id='b'>%2$s</m>"
              .formatted(start, TestEnvironment.newTag()));
    }
    for (String stop : List.of("stop", "Stop", "stop.", "x:stop")) {
      assertThat(crm.start("410", TestEnvironment.newTag()).body()).isEqualTo("OK");
      assertTaken("<%1$s xmlns:x='urn:x'><in0>410</in0></%1$s>".formatted(stop));
    }
    call.hangUp();
    TestEnvironment.quiet(pbx);
    for (String retrieve :
        List.of(
            "retrieveByUniqueId",
            "RetrieveByUniqueId",
            "retrieve-by-unique-id",
            "Retrieve.by.unique-Id")) {
      assertTaken(
          "<%1$s><uniqueId>%2$s</uniqueId><username>%3$s</username></%1$s>"
              .formatted(retrieve, uniqueId, USER));
    }
  }

  private void assertTaken(String body) {
    String envelope =
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>%s</s:Body></s:Envelope>"
            .formatted(body);
    assertThat(compare(OldRequest.soap(body, envelope))).as("Axis takes " + body).isTrue();
  }

  @Test
  void the_methods_are_known_in_a_url_by_each_of_their_names() {
    TestEnvironment.talk(pbx, "410", "411");
    for (String query :
        List.of(
            "method=start&extenOrUniqueId=410&tag=",
            "METHOD=Start&Exten=410&Tag=",
            "method=start.&a=410&b=")) {
      assertThat(compare(OldRequest.get(query + TestEnvironment.newTag()))).isTrue();
    }
    assertThat(compare(OldRequest.get("Method=Stop&in0=%20410"))).isTrue();
  }

  @Test
  void the_page_tells_each_difference_and_no_other() {
    Set<String> differences =
        new OldRequests("1", USER)
            .all()
            .map(OldRequest::difference)
            .filter(row -> !row.isEmpty())
            .collect(Collectors.toSet());
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(differences);
  }

  /** The first cells of the table. */
  private static List<String> rows() {
    try (Stream<String> lines = Files.lines(PAGE)) {
      return lines
          .dropWhile(line -> !line.startsWith(TABLE))
          .skip(2)
          .takeWhile(line -> line.startsWith("| "))
          .map(line -> line.substring(2, line.indexOf(" |", 2)))
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
