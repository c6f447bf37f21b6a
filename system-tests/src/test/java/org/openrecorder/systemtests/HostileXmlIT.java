package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.lab.ami.AmiTap;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.systemtests.RawClient.Answer;

/**
 * Messages that are made to hurt whoever reads them, while a call is live that they could record: a
 * rejection, soon, without a connection to anywhere, a file, or an action.
 */
@ExtendWith(BedExtension.class)
class HostileXmlIT {

  /** In place of the port on which nobody must knock. */
  private static final String TRAP = "127.0.0.1:TRAP";

  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String XML = "text/xml; charset=utf-8";
  private static final String DOCTYPE = "a document type declaration is not accepted";
  private static final String ATTRIBUTES = "an element has more than 32 attributes";
  private static final Duration REFUSAL = Duration.ofMillis(100);

  /** A machine is busy with something else now and then. */
  private static final int TRIES = 10;

  private final RecorderServer server;
  private final AsteriskLab pbx;
  private final AmiTap tap;
  private ServerSocket trap;

  HostileXmlIT(TestEnvironment bed) {
    AsteriskVersion version = AsteriskVersion.of("22");
    this.server = bed.server();
    this.pbx = bed.pbx(version);
    this.tap = bed.tap(version);
  }

  @BeforeEach
  void openTrap() throws IOException {
    trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    trap.setSoTimeout(1);
    tap.forgetActions();
  }

  @AfterEach
  void closeTrap() throws IOException {
    trap.close();
    TestEnvironment.quiet(pbx);
  }

  private static String call(String argument) {
    return "<s:Envelope xmlns:s='%s'><s:Body><start><extenOrUniqueId>410</extenOrUniqueId><tag%s</tag></start></s:Body></s:Envelope>"
        .formatted(SOAP, argument);
  }

  private static String withDoctype(String doctype) {
    return "<?xml version='1.0'?><!DOCTYPE " + doctype + ">" + call(">&b;");
  }

  private static String laughs(int levels) {
    String entities =
        IntStream.range(1, levels)
            .mapToObj(i -> "<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>")
            .collect(Collectors.joining());
    return withDoctype(
        "a [<!ENTITY l0 'ha'>" + entities + "<!ENTITY b '&l" + (levels - 1) + ";'>]");
  }

  private static Arguments xml(String name, String body) {
    return xml(name, body, "");
  }

  /**
   * @param why why it is refused: without the limit it is for, most of it would be refused too
   */
  private static Arguments xml(String name, String body, String why) {
    return Arguments.of(name, XML, body, why);
  }

  static Stream<Arguments> hostile_xml_is_refused_soon_and_opens_nothing() {
    String trapped = "http://" + TRAP + "/";
    return Stream.of(
        xml("an external entity", withDoctype("a [<!ENTITY b SYSTEM '" + trapped + "'>]"), DOCTYPE),
        xml(
            "a file as an entity",
            withDoctype("a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]"),
            DOCTYPE),
        xml("an external document type", withDoctype("a SYSTEM '" + trapped + "a.dtd'"), DOCTYPE),
        xml("a public document type", withDoctype("a PUBLIC 'a' '" + trapped + "a.dtd'"), DOCTYPE),
        xml(
            "a parameter entity",
            withDoctype("a [<!ENTITY % p SYSTEM '" + trapped + "'>%p;<!ENTITY b 'b'>]"),
            DOCTYPE),
        xml("a billion laughs", laughs(10), DOCTYPE),
        xml(
            "one large entity",
            withDoctype("a [<!ENTITY b '" + "b".repeat(30_000) + "'>]"),
            DOCTYPE),
        Arguments.of(
            "a document type in UTF-16",
            "text/xml; charset=utf-16",
            new String(
                withDoctype("a SYSTEM '" + trapped + "'").getBytes(StandardCharsets.UTF_16),
                StandardCharsets.ISO_8859_1),
            DOCTYPE),
        Arguments.of(
            "a document type in UTF-7",
            "text/xml; charset=utf-7",
            "+ADwAIQ-DOCTYPE a SYSTEM '" + trapped + "'+AD4-",
            ""),
        xml("nine thousand levels", call(">" + within(9_000)), "nested deeper than 16"),
        xml(
            "ten thousand children",
            call(">" + "<a/>".repeat(10_000)),
            "there are more than 256 elements"),
        xml("a hundred attributes", call(attributes(100) + ">22"), ATTRIBUTES),
        xml("five thousand attributes", call(attributes(5_000) + ">22")),
        xml("five thousand namespaces", call(namespaces(3_000) + ">22"), ATTRIBUTES),
        xml(
            "a text of 60,000 characters",
            call(">" + "a".repeat(60_000)),
            "a text is longer than 16384 characters"),
        xml(
            "an attribute of 60,000 characters",
            call(" a='" + "a".repeat(60_000) + "'>22"),
            "an attribute is longer than 2048 characters"),
        xml("more than the limit", call(">" + "a".repeat(70_000))),
        xml("an element from elsewhere", call(include("http://" + TRAP + "/"))),
        xml(
            "included text",
            call(
                "><i:include xmlns:i='http://www.w3.org/2001/XInclude' parse='text' href='file:///etc/passwd'/>")),
        xml("a value elsewhere", call(" href='" + trapped + "'>")),
        Arguments.of(
            "51 parts",
            "multipart/related; type=\"text/xml\"; boundary=b",
            parts(call(">22"), 51),
            ""),
        Arguments.of(
            "a part that points elsewhere",
            "multipart/related; type=\"application/xop+xml\"; boundary=b",
            parts(call(include("http://" + TRAP + "/")), 1),
            ""),
        Arguments.of(
            "no end of parts", "multipart/related; boundary=b", "--b\r\n".repeat(9_000), ""));
  }

  private static String within(int levels) {
    return "<a>".repeat(levels) + "</a>".repeat(levels);
  }

  private static String include(String href) {
    return "><x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='" + href + "'/>";
  }

  private static String attributes(int count) {
    return IntStream.range(0, count).mapToObj(i -> " a" + i + "=''").collect(Collectors.joining());
  }

  private static String namespaces(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> " xmlns:a" + i + "='urn:a'")
        .collect(Collectors.joining());
  }

  private static String parts(String envelope, int count) {
    String root = "--b\r\nContent-Type: text/xml\r\n\r\n" + envelope + "\r\n";
    String attached = "--b\r\nContent-Type: text/plain\r\n\r\na\r\n".repeat(count - 1);
    return root + attached + "--b--\r\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void hostile_xml_is_refused_soon_and_opens_nothing(
      String name, String type, String body, String why) {
    TestEnvironment.talk(pbx, "410", "411");
    tap.forgetActions();
    Set<Path> before = temporaryFiles();
    String request = post(type, body.replace("TRAP", Integer.toString(trap.getLocalPort())));
    Answer answer = asked(request);
    assertThat(answer.status()).as(answer.toString()).isIn(400, 500);
    assertThat(answer.header("X-Error-Code").orElseThrow())
        .isIn("INVALID_PARAMETER", "MISSING_PARAMETER");
    assertThat(answer.body()).contains(why).doesNotContain("root:", "Exception", "\tat ");
    assertThat(isTrapSilent()).as("nobody has knocked").isTrue();
    assertThat(tap.actions("MixMonitor")).isEmpty();
    assertThat(temporaryFiles()).isEqualTo(before);
    assertThat(quickest(request)).isLessThan(REFUSAL);
  }

  private static String post(String type, String body) {
    int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
    return RawClient.post(
        RawClient.asCrm()
            + "Content-Type: "
            + type
            + "\r\nSOAPAction: \"\"\r\nContent-Length: "
            + length
            + "\r\n",
        body);
  }

  private Answer asked(String request) {
    try (RawClient client = RawClient.to(server)) {
      return client.ask(request);
    }
  }

  private Duration quickest(String request) {
    return IntStream.range(0, TRIES)
        .mapToObj(i -> timed(request))
        .min(Duration::compareTo)
        .orElseThrow();
  }

  private Duration timed(String request) {
    long begin = System.nanoTime();
    asked(request);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private boolean isTrapSilent() {
    try {
      trap.accept().close();
      return false;
    } catch (SocketTimeoutException nobody) {
      return true;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Set<Path> temporaryFiles() {
    try (Stream<Path> files = Files.walk(server.data().resolve("server/tmp"))) {
      return files.filter(Files::isRegularFile).collect(Collectors.toSet());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void a_million_children_are_not_even_read() {
    String body = call(">" + "<a/>".repeat(1_000_000));
    try (RawClient client = RawClient.to(server)) {
      assertThat(client.ask(post(XML, body)).status()).isIn(0, 400, 413);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "\"", "1", "{\"private\":true,"})
  void hostile_json_is_refused(String piece) {
    String body = piece.repeat(50_000 / piece.length());
    String request =
        "PATCH /servicemanager/api/v1/recordings/00000000-0000-0001-0000-000000000002 HTTP/1.1\r\n"
            + "Host: recorder\r\n"
            + RawClient.asCrm()
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    Answer answer = asked(request);
    assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain("Exception", "\tat ");
  }
}
