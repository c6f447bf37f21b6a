package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.lab.ami.AmiTap;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * Hostile input at every parameter: the error of the table, nothing executed, at most one action on
 * the wire.
 */
@ExtendWith(BedExtension.class)
class BadInputIT {

  @TempDir Path folder;

  /** Actions that change nothing. */
  private static final Set<String> QUESTIONS =
      Set.of("ping", "status", "getvar", "coreshowchannels", "coresettings", "listcommands");

  private final TestEnvironment bed;
  private final AsteriskLab pbx;
  private final AmiTap tap;
  private final Crm crm;

  BadInputIT(TestEnvironment bed) {
    AsteriskVersion version = AsteriskVersion.of("22");
    this.bed = bed;
    this.pbx = bed.pbx(version);
    this.tap = bed.tap(version);
    this.crm = bed.crm();
  }

  @BeforeEach
  void forget() {
    Stream.of(AsteriskVersion.values()).map(bed::tap).forEach(AmiTap::forgetActions);
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  static Stream<Arguments> every_parameter_with_every_hostile_value() {
    List<String> queries =
        List.of(
            "method=start&tag=22&extenOrUniqueId=",
            "method=start&extenOrUniqueId=410&tag=",
            "method=stop&extenOrUniqueId=",
            "method=retrieve&username=fred&tag=",
            "method=retrieve&tag=22&username=",
            "method=retrieveByUniqueId&username=fred&uniqueId=",
            "method=retrieveByUniqueId&uniqueId=1.1&username=",
            "tag=22&extenOrUniqueId=410&method=");
    return queries.stream().flatMap(query -> hostile().map(value -> Arguments.of(query, value)));
  }

  private static Stream<String> hostile() {
    return Stream.of(
        "",
        "%20%09",
        "4".repeat(300),
        "410%0D%0AAction:%20Command%0D%0ACommand:%20core%20stop%20now%0D%0A%0D%0A",
        "410%00",
        "%1B[31m",
        "410&410",
        "%81%8D");
  }

  /**
   * Each of these breaks a rule at every parameter; the repeated one is told by its second value.
   */
  @ParameterizedTest
  @MethodSource("every_parameter_with_every_hostile_value")
  void what_breaks_a_rule_is_refused_and_nothing_is_done(String query, String value) {
    String repeated = value.equals("410&410") ? "410&" + last(query) + "=410" : value;
    HttpResponse<String> answer = crm.get(query + repeated);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("X-Error-Code").orElseThrow())
        .isIn("MISSING_PARAMETER", "INVALID_PARAMETER", "UNKNOWN_METHOD");
    assertThat(answer.body().lines()).hasSize(1);
    assertThat(actions()).isEmpty();
  }

  private static String last(String query) {
    return query.substring(query.lastIndexOf('&') + 1, query.length() - 1);
  }

  /** The ways in. Each parameter may be hostile through each of them. */
  private enum Way {
    GET {
      @Override
      HttpResponse<String> ask(Crm crm, String method, Map<String, String> arguments) {
        return crm.get(query(method, arguments));
      }
    },
    FORM {
      @Override
      HttpResponse<String> ask(Crm crm, String method, Map<String, String> arguments) {
        return crm.form(query(method, arguments));
      }
    },
    SOAP {
      @Override
      HttpResponse<String> ask(Crm crm, String method, Map<String, String> arguments) {
        return crm.soap(method, arguments);
      }
    };

    abstract HttpResponse<String> ask(Crm crm, String method, Map<String, String> arguments);

    private static String query(String method, Map<String, String> arguments) {
      return arguments.entrySet().stream()
          .map(one -> one.getKey() + "=" + Crm.encoded(one.getValue()))
          .collect(Collectors.joining("&", "method=" + Crm.encoded(method) + "&", ""));
    }
  }

  /** Tom hears none of these calls: what was recorded under a hostile tag is none of his. */
  private static final Map<String, Map<String, String>> GOOD =
      Map.of(
          "start", Map.of("extenOrUniqueId", "410", "tag", "22"),
          "stop", Map.of("extenOrUniqueId", "410"),
          "retrieve", Map.of("tag", "nothing has this tag", "username", "tom"),
          "retrieveByUniqueId", Map.of("uniqueId", "1.1", "username", "max"));

  @ParameterizedTest
  @CsvSource({"22, GET", "22, FORM", "22, SOAP", "16, GET"})
  void every_parameter_of_every_method_meets_every_hostile_value(String version, Way way) {
    AsteriskLab live = bed.pbx(AsteriskVersion.of(version));
    PhoneCall call = TestEnvironment.talk(live, "410", "411");
    try {
      for (Hostile hostile : Hostile.values()) {
        GOOD.forEach(
            (method, good) -> good.keySet().forEach(one -> meet(way, method, one, hostile)));
      }
    } finally {
      call.hangUp();
      TestEnvironment.quiet(live);
    }
  }

  private void meet(Way way, String method, String parameter, Hostile hostile) {
    Map<String, String> arguments = new HashMap<>(GOOD.getOrDefault(method, Map.of()));
    arguments.put(parameter, hostile.value());
    String attempt = way + " " + method + " " + parameter + " " + hostile;
    String expected = hostile.codeAs(method, parameter);
    forget();
    HttpResponse<String> answer = way.ask(crm, method, arguments);
    assertThat(answer.headers().firstValue("X-Error-Code").orElse("OK"))
        .as(attempt + ": " + answer.body())
        .isEqualTo(expected);
    if (expected.equals("OK")) {
      assertThat(actions()).as(attempt).containsExactly("MixMonitor");
      assertThat(crm.stop("410").body()).isEqualTo("OK");
    } else {
      assertThat(actions()).as(attempt).isEmpty();
    }
  }

  /** All that went to the PBXs, but for what keeps the lines alive and for questions. */
  private List<String> actions() {
    return Stream.of(AsteriskVersion.values())
        .flatMap(version -> bed.tap(version).actions().stream())
        .map(action -> action.get("Action"))
        .filter(name -> !QUESTIONS.contains(name.toLowerCase(Locale.ROOT)))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void no_hostile_value_is_the_name_of_a_method(Hostile hostile) {
    for (Way way : List.of(Way.GET, Way.FORM)) {
      HttpResponse<String> answer =
          way.ask(crm, hostile.value(), Map.of("extenOrUniqueId", "410", "tag", "22"));
      assertThat(answer.headers().firstValue("X-Error-Code"))
          .contains(hostile.codeAs("", "method"));
      assertThat(actions()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22,i(X),touch CANARY",
        "${SHELL(touch CANARY)}",
        "^{X}",
        "../../CANARY",
        "'\"; touch CANARY; '",
        "<a>&amp;</a>",
        "Ω≈ç√ 😀 متن",
        "%s%n{0}"
      })
  void a_tag_is_only_ever_text(String text) {
    Path canary = folder.resolve("canary");
    String tag = text.replace("CANARY", canary.toString()) + TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    tap.forgetActions();
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    assertThat(tap.actions("MixMonitor")).hasSize(1);
    assertThat(tap.actions("MixMonitor").getFirst().get("File"))
        .matches("[A-Za-z0-9._/-]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.wav");
    TestEnvironment.letTalk(call, Duration.ofMillis(300));
    call.hangUp();
    assertThat(crm.wav(tag, "fred").sampleRate()).isEqualTo(8_000);
    assertThat(crm.recording(tag).get("tag").asText()).isEqualTo(tag);
    assertThat(Files.exists(canary)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"})
  void another_verb_never_runs_a_method(String verb) {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    tap.forgetActions();
    HttpRequest request =
        crm.request("method=start&extenOrUniqueId=410&tag=22")
            .method(verb, HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = crm.send(request);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).isPresent();
    assertThat(actions()).isEmpty();
    call.hangUp();
  }

  @Test
  void hostile_xml_is_refused_soon() {
    String bomb =
        "<!DOCTYPE x [<!ENTITY a \""
            + "x".repeat(1000)
            + "\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>"
            + Crm.envelope("start", Map.of("extenOrUniqueId", "410", "tag", "22"))
                .replaceFirst("<\\?xml.*?\\?>", "")
                .replace(">22<", ">&b;<");
    HttpRequest request =
        HttpRequest.newBuilder(crm.request("").build(), (name, value) -> true)
            .header("Content-Type", "text/xml")
            .POST(HttpRequest.BodyPublishers.ofString(bomb))
            .build();
    HttpResponse<String> answer = crm.send(request);
    assertThat(answer.statusCode()).isIn(400, 500);
    assertThat(answer.body())
        .doesNotContain("root:")
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
    assertThat(actions()).isEmpty();
  }
}
