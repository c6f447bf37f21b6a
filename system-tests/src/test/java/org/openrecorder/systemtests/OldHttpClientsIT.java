package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.systemtests.RawClient.Answer;

/**
 * What RFC 9110 and RFC 9112 ask a server to put up with: a request as old clients write it is
 * answered, and so is the next one on the same connection.
 */
@ExtendWith(BedExtension.class)
class OldHttpClientsIT {

  private static final String ENVELOPE =
      "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><stop><extenOrUniqueId>999</extenOrUniqueId></stop></s:Body></s:Envelope>";
  private static final String XML = "Content-Type: text/xml\r\nSOAPAction: \"\"\r\n";
  private static final String QUERY = "method=stop&extenOrUniqueId=999";
  private static final String NO_SUCH_CALL = "NO_SUCH_CALL";

  private final RecorderServer server;

  OldHttpClientsIT(TestEnvironment bed) {
    this.server = bed.server();
  }

  private static String get() {
    return RawClient.get(QUERY, RawClient.asCrm());
  }

  private static String post() {
    return post("Content-Length: " + ENVELOPE.length() + "\r\n", ENVELOPE);
  }

  private static String post(String headers, String body) {
    return RawClient.post(RawClient.asCrm() + XML + headers, body);
  }

  private static String chunked(String size, String trailers) {
    return post(
        "Transfer-Encoding: chunked\r\n",
        size + "\r\n" + ENVELOPE + "\r\n0\r\n" + trailers + "\r\n");
  }

  private static String size() {
    return Integer.toHexString(ENVELOPE.length());
  }

  static Stream<Arguments> a_request_of_old_and_the_next_one_are_answered() {
    String form = QUERY;
    return Stream.of(
        Arguments.of("a POST", post()),
        Arguments.of("an empty line after the body of a POST", post() + "\r\n"),
        Arguments.of("two of them", post() + "\r\n\r\n"),
        Arguments.of("a bare LF after the body of a POST", post() + "\n"),
        Arguments.of(
            "an empty line after a form",
            RawClient.post(
                RawClient.asCrm()
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                    + form.length()
                    + "\r\n",
                form + "\r\n")),
        Arguments.of("an empty line after chunks", chunked(size(), "") + "\r\n"),
        Arguments.of("an empty line after a GET", get() + "\r\n"),
        Arguments.of(
            "HTTP/1.0 that keeps its connection",
            post()
                    .replace("HTTP/1.1", "HTTP/1.0")
                    .replace("Host: recorder", "Connection: Keep-Alive")
                + "\r\n"),
        Arguments.of(
            "a size of zeros and capitals", chunked("000" + size().toUpperCase(Locale.ROOT), "")),
        Arguments.of("a size with blanks", chunked(size() + "  ", "")),
        Arguments.of("a size with an extension", chunked(size() + " ; a=\"b;c\"", "")),
        Arguments.of("trailers", chunked(size(), "X-A: b\r\n")),
        Arguments.of("a coding in capitals", chunked(size(), "").replace("chunked", "Chunked")),
        Arguments.of(
            "a GET with a body",
            RawClient.get(QUERY, RawClient.asCrm() + "Content-Length: 5\r\n") + "hello"),
        Arguments.of(
            "a GET with chunks",
            RawClient.get(QUERY, RawClient.asCrm() + "Transfer-Encoding: chunked\r\n")
                + "5\r\nhello\r\n0\r\n\r\n"),
        Arguments.of("the whole URL", get().replace("GET /", "GET http://recorder/")),
        Arguments.of(
            "the whole URL in capitals",
            get()
                .replace("GET /", "GET HTTP://RECORDER/")
                .replace("Host: recorder", "Host: RECORDER")),
        Arguments.of(
            "names of headers in capitals", post().replace("Content-Type", "CONTENT-TYPE")),
        Arguments.of("a scheme in small letters", get().replace("Basic ", "basic ")),
        Arguments.of("blanks after a scheme", get().replace("Basic ", "BASIC   ")),
        Arguments.of("a range", get().replace("Host:", "Range: bytes=0-\r\nHost:")),
        Arguments.of("an empty list", get().replace("Host:", "Accept: ,\r\nHost:")),
        Arguments.of(
            "a type that no answer has", get().replace("Host:", "Accept: image/gif\r\nHost:")),
        Arguments.of(
            "a charset that no answer has",
            get().replace("Host:", "Accept-Charset: koi8-r;q=1\r\nHost:")),
        Arguments.of("no space after a colon", get().replace("Host: ", "Host:")),
        Arguments.of("tabs around a value", get().replace("Host: recorder", "Host:\trecorder \t")),
        Arguments.of("an empty header", get().replace("Host:", "X-Empty:\r\nHost:")),
        Arguments.of("bytes beyond ASCII", get().replace("Host:", "X-Name: caf\u00e9\r\nHost:")),
        Arguments.of("a folded line", get().replace("Host:", "X-Folded: a\r\n b\r\nHost:")),
        Arguments.of(
            "several options of a connection",
            get()
                .replace(
                    "Host:",
                    "Connection: Keep-Alive, TE\r\nTE: trailers\r\nKeep-Alive: 300\r\nHost:")),
        Arguments.of(
            "an offer to upgrade",
            get()
                .replace(
                    "Host:",
                    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nHost:")),
        Arguments.of(
            "a POST without a body",
            RawClient.get(QUERY, RawClient.asCrm()).replace("GET ", "POST ")),
        Arguments.of(
            "a length of zeros", post().replace("Content-Length: ", "Content-Length: 000")),
        Arguments.of("an expectation", post().replace("Host:", "Expect: 100-Continue\r\nHost:")),
        Arguments.of("an unknown expectation", post().replace("Host:", "Expect: x\r\nHost:")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void a_request_of_old_and_the_next_one_are_answered(String name, String request) {
    try (RawClient client = RawClient.to(server)) {
      assertAnswered(client.ask(request));
      assertAnswered(client.ask(get()));
    }
    try (RawClient client = RawClient.to(server)) {
      assertThat(client.send(request + get() + request + get())).isTrue();
      for (int i = 0; i < 4; i++) {
        assertAnswered(client.read());
      }
    }
  }

  private static void assertAnswered(Answer answer) {
    assertThat(answer.header("X-Error-Code")).as(answer.toString()).contains(NO_SUCH_CALL);
  }

  /** A rejection does not take the connection from who asks again at once. */
  @Test
  void who_is_asked_for_credentials_may_give_them_on_the_same_connection() {
    String unknown = post().replace(RawClient.asCrm(), "");
    try (RawClient client = RawClient.to(server)) {
      assertThat(client.ask(unknown + "\r\n").status()).isEqualTo(401);
      assertAnswered(client.ask(post() + "\r\n"));
      assertAnswered(client.ask(get()));
    }
  }

  @Test
  void the_line_after_a_body_may_come_late_and_in_pieces() {
    try (RawClient client = RawClient.to(server)) {
      for (List<String> line : List.of(List.of("\r\n"), List.of("\r", "\n"), List.of("\n"))) {
        assertAnswered(client.ask(post()));
        assertThat(line).allMatch(client::send);
      }
      assertAnswered(client.ask(get()));
    }
  }

  /** What is between two requests is empty lines, or not between two requests. */
  @ParameterizedTest
  @ValueSource(strings = {"\r", "\r\r\n", " \r\n", "\r\n \r\n", "\r\n\r\n\r\n\r\n\r\n"})
  void anything_else_between_two_requests_ends_the_connection(String between) {
    try (RawClient client = RawClient.to(server)) {
      assertAnswered(client.ask(post() + between + get()));
      assertThat(client.read().status()).isIn(0, 400);
      assertThat(client.read()).isEqualTo(Answer.NONE);
    }
  }
}
