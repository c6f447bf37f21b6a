package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.lab.ami.AmiTap;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.systemtests.RawClient.Answer;

/**
 * Requests that two servers could read differently: this one refuses them, and takes nothing of
 * what follows for a request. It says nothing of itself in any answer.
 */
@ExtendWith(BedExtension.class)
class SmugglingIT {

  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

  /** What must not be taken for a request. */
  private static final String HIDDEN =
      RawClient.get("method=start&extenOrUniqueId=410&tag=hidden", RawClient.asCrm());

  private final RecorderServer server;
  private final AmiTap tap;

  SmugglingIT(TestEnvironment bed) {
    this.server = bed.server();
    this.tap = bed.tap(AsteriskVersion.of("22"));
  }

  @BeforeEach
  void forget() {
    tap.forgetActions();
  }

  private static Arguments post(String name, String headers, String body) {
    return Arguments.of(name, RawClient.post(RawClient.asCrm() + FORM + headers, body));
  }

  static Stream<Arguments> a_request_without_one_certain_end_is_refused_with_all_that_follows() {
    return Stream.of(
        post(
            "length and chunks",
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "0\r\n\r\n" + HIDDEN),
        post(
            "chunks and length",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
            "0\r\n\r\n" + HIDDEN),
        post("two lengths", "Content-Length: 1\r\nContent-Length: 0\r\n", "a" + HIDDEN),
        post("the same length twice", "Content-Length: 1\r\nContent-Length: 1\r\n", "a" + HIDDEN),
        post("a list of lengths", "Content-Length: 1, 0\r\n", "a" + HIDDEN),
        post("a length below 0", "Content-Length: -1\r\n", HIDDEN),
        post("a length with a sign", "Content-Length: +1\r\n", "a" + HIDDEN),
        post("a length in hexadecimal", "Content-Length: 0x1\r\n", "a" + HIDDEN),
        post("an unknown coding", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + HIDDEN),
        post("no coding", "Transfer-Encoding: identity\r\n", HIDDEN),
        post("two codings", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n" + HIDDEN),
        post(
            "two headers of codings",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
            "0\r\n\r\n" + HIDDEN),
        post("a space before the colon", "Transfer-Encoding : chunked\r\n", "0\r\n\r\n" + HIDDEN),
        post(
            "a chunk of more than all",
            "Transfer-Encoding: chunked\r\n",
            "ffffffffffffffff1\r\n" + HIDDEN),
        Arguments.of("no header Host", "GET " + RawClient.URL + " HTTP/1.1\r\n\r\n" + HIDDEN),
        Arguments.of("no HTTP", "\u0000\u0001 start\r\n\r\n" + HIDDEN),
        Arguments.of(
            "the version of another protocol",
            HIDDEN.replace("HTTP/1.1", "HTTP/2.0").replace("hidden", "open") + HIDDEN),
        Arguments.of("a version of before", "GET / HTTP/0.9\r\nHost: x\r\n\r\n" + HIDDEN));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void a_request_without_one_certain_end_is_refused_with_all_that_follows(
      String name, String request) {
    try (RawClient client = RawClient.to(server)) {
      Answer answer = client.ask(request);
      assertThat(answer.status()).as(answer.toString()).isIn(0, 400, 501, 505);
      assertQuiet(answer);
      assertThat(client.read()).as("what follows").isEqualTo(Answer.NONE);
    }
    assertNothingStarted();
  }

  /** Undertow takes each for 1.1, which is what RFC 9110 asks for of 1.2 and more. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.9", "HTTP/7.3"})
  void a_version_to_come_ends_where_one_of_today_does(String version) {
    String request = RawClient.get("method=stop&extenOrUniqueId=999", RawClient.asCrm());
    try (RawClient client = RawClient.to(server)) {
      assertThat(client.send(request.replace("HTTP/1.1", version) + request)).isTrue();
      for (int i = 0; i < 2; i++) {
        assertThat(client.read().header("X-Error-Code")).contains("NO_SUCH_CALL");
      }
    }
  }

  private static Arguments head(String name, String odd) {
    return Arguments.of(
        name, RawClient.get("method=stop&extenOrUniqueId=999", RawClient.asCrm() + odd));
  }

  /** A header that ends so, in place of an empty line. */
  private static Arguments end(String name, String end) {
    String request = RawClient.get("method=stop&extenOrUniqueId=999", RawClient.asCrm());
    return Arguments.of(name, request.substring(0, request.length() - 4) + end);
  }

  private static Arguments first(String name, String line, String headers) {
    return Arguments.of(
        name,
        line.formatted(RawClient.URL + "?method=stop&extenOrUniqueId=999")
            + headers
            + RawClient.asCrm()
            + "\r\n");
  }

  /**
   * CVE-2026-28367 (ends), -28368 (names), -28369 (a blank before the first line) and neighbours.
   */
  static Stream<Arguments> a_header_of_another_form_is_refused_with_all_that_follows() {
    return Stream.of(
        end("three carriage returns end it", "\r\r\r"),
        end("three carriage returns and a line feed", "\r\r\r\n"),
        end("two carriage returns", "\r\r"),
        end("two line feeds", "\n\n"),
        end("a line feed in the empty line", "\r\n\n"),
        end("a line feed before the empty line", "\n\r\n"),
        end("a carriage return in the empty line", "\r\n\r"),
        first("a space before the first line", "GET %s HTTP/1.1\r\n", " Host: recorder\r\n"),
        first("a tab before the first line", "GET %s HTTP/1.1\r\n", "\tX: y\r\nHost: x\r\n"),
        first(
            "a coding in a first line with a space",
            "POST %s HTTP/1.1\r\n",
            " Transfer-Encoding: chunked\r\nHost: x\r\nContent-Length: 0\r\n"),
        first("two spaces in the first line", "GET  %s HTTP/1.1\r\n", "Host: x\r\n"),
        first("a line feed ends the first line", "GET %s HTTP/1.1\n", "Host: x\r\n"),
        head("a space in a name", "X Y: z\r\n"),
        head("a space before the colon", "X-Y : z\r\n"),
        head("a tab before the colon", "X-Y\t: z\r\n"),
        head("no name", ": z\r\n"),
        head("no colon", "nothing\r\n"),
        head("a control character in a name", "X\u0001Y: z\r\n"),
        head("a zero in a name", "X\u0000Y: z\r\n"),
        head("a vertical tab before a length", "\u000bContent-Length: 5\r\n"),
        head("a bracket in a name", "X(Y): z\r\n"),
        head("no ASCII in a name", "X\u00e9Y: z\r\n"),
        head("a line feed between two lines", "X: a\nY: b\r\n"),
        head("a carriage return between two lines", "X: a\rY: b\r\n"),
        head("a zero in a value", "X: a\u0000b\r\n"),
        head("a control character in a value", "X: a\u0001b\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void a_header_of_another_form_is_refused_with_all_that_follows(String name, String request) {
    try (RawClient client = RawClient.to(server)) {
      Answer answer = client.ask(request + HIDDEN);
      assertThat(answer.status()).as(answer.toString()).isIn(0, 400);
      assertQuiet(answer);
      assertThat(client.read()).as("what follows").isEqualTo(Answer.NONE);
    }
    assertNothingStarted();
  }

  /**
   * RFC 9112 lets a server take a folded line for a space; this one does. What matters is that
   * nobody else's request is made of it.
   */
  @ParameterizedTest
  @ValueSource(strings = {"\n", " \r\n"})
  void an_odd_end_of_a_line_makes_one_request_of_one(String odd) {
    String request =
        RawClient.get(
            "method=stop&extenOrUniqueId=999",
            RawClient.asCrm() + "X-Odd: a" + odd + " Content-Length: 0\r\nConnection: close\r\n");
    try (RawClient client = RawClient.to(server)) {
      assertThat(client.ask(request).status()).isIn(400, 404);
      assertThat(client.read()).isEqualTo(Answer.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "FOO", "start", "PROPFIND", "PRI"})
  void an_odd_method_is_not_allowed_and_echoes_nothing(String method) {
    String request =
        RawClient.get(
                "method=start&extenOrUniqueId=410&tag=odd",
                RawClient.asCrm() + "X-Mirror: mirrored\r\n")
            .replaceFirst("GET", method);
    try (RawClient client = RawClient.to(server)) {
      Answer answer = client.ask(request);
      assertThat(answer.status()).isIn(400, 405);
      assertThat(answer.body()).doesNotContain("mirrored");
      assertQuiet(answer);
    }
    assertNothingStarted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nothing",
        "/servicemanager",
        "/servicemanager/nothing",
        "/servicemanager/internal/error",
        "/servicemanager/services/nothing",
        "/servicemanager/api/v1/nothing",
        "/servicemanager/..;/WEB-INF/web.xml",
        "/servicemanager/WEB-INF/web.xml",
        "/servicemanager/%2e%2e/%2e%2e/etc/passwd",
        "/servicemanager/%00",
        "/%zz",
        "/management",
        "/console",
        "/wildfly-services"
      })
  void an_answer_says_nothing_of_the_server(String path) {
    try (RawClient client = RawClient.to(server)) {
      Answer answer =
          client.ask("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + RawClient.asCrm() + "\r\n");
      assertThat(answer.status()).isIn(302, 400, 404);
      assertQuiet(answer);
    }
  }

  @Test
  void a_header_has_its_bounds() {
    for (String headers :
        new String[] {"X: " + "a".repeat(40_000) + "\r\n", "X: a\r\n".repeat(200)}) {
      try (RawClient client = RawClient.to(server)) {
        Answer answer = client.ask(RawClient.get("method=stop", RawClient.asCrm() + headers));
        assertThat(answer.status()).isIn(400, 431);
        assertQuiet(answer);
      }
    }
  }

  private static void assertQuiet(Answer answer) {
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("X-Powered-By")).isEmpty();
    assertThat(answer.head() + answer.body())
        .doesNotContainIgnoringCase("undertow")
        .doesNotContainIgnoringCase("wildfly")
        .doesNotContainIgnoringCase("jboss")
        .doesNotContain("Exception")
        .doesNotContain("\tat ")
        .doesNotContain("org.openrecorder");
  }

  private void assertNothingStarted() {
    assertThat(tap.actions("MixMonitor")).isEmpty();
  }
}
