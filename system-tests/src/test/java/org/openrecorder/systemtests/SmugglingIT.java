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

  SmugglingIT(Bed bed) {
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
        Arguments.of("a version to come", "GET / HTTP/7.3\r\nHost: recorder\r\n\r\n" + HIDDEN));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void a_request_without_one_certain_end_is_refused_with_all_that_follows(
      String name, String request) {
    try (RawClient client = RawClient.to(server)) {
      Answer answer = client.ask(request);
      assertThat(answer.status()).as(answer.toString()).isIn(0, 400, 501);
      assertQuiet(answer);
      assertThat(client.read()).as("what follows").isEqualTo(Answer.NONE);
    }
    assertNothingStarted();
  }

  /**
   * RFC 9112 lets a server take a bare LF for the end of a line and a folded line for a space; this
   * one does. What matters is that nobody else's request is made of it.
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
