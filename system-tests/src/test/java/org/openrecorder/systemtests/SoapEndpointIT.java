package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.lab.ami.AmiTap;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/** SOAP messages and the running server, with everything between the socket and the PBX. */
@ExtendWith(BedExtension.class)
class SoapEndpointIT {

  private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
  private static final Duration TALK = Duration.ofMillis(300);
  private static final String MULTIPART =
      "multipart/related; type=\"text/xml\"; start=\"<root>\"; boundary=\"b\"";

  private final TestEnvironment bed;
  private final AsteriskLab pbx;
  private final AmiTap tap;
  private final Crm crm;
  private final String tag = TestEnvironment.newTag();

  SoapEndpointIT(TestEnvironment bed) {
    AsteriskVersion version = AsteriskVersion.of("22");
    this.bed = bed;
    this.pbx = bed.pbx(version);
    this.tap = bed.tap(version);
    this.crm = bed.crm();
  }

  @BeforeEach
  void forget() {
    tap.forgetActions();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  private static String envelope(String body) {
    return envelope(SOAP_11, "<s:Body>" + body + "</s:Body>");
  }

  private static String envelope(String namespace, String content) {
    return "<s:Envelope xmlns:s='" + namespace + "'>" + content + "</s:Envelope>";
  }

  private String start(String extension) {
    return "<start><extenOrUniqueId>"
        + extension
        + "</extenOrUniqueId><tag>"
        + tag
        + "</tag></start>";
  }

  private HttpResponse<String> call(String body) {
    return crm.soap(envelope(body));
  }

  private HttpResponse<String> post(String type, byte[] body) {
    return crm.send(
        HttpRequest.newBuilder(crm.request("").build(), (name, value) -> true)
            .uri(bed.server().url())
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private static void assertFault(HttpResponse<String> answer, String code, String message) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 500);
    assertThat(answer.headers().firstValue("X-Error-Code")).contains(code);
    assertThat(answer.body())
        .contains(message)
        .containsAnyOf("soap:Client<", "soap:Sender<", "MustUnderstand<", "VersionMismatch<")
        .doesNotContain("Exception", "\tat ");
  }

  private void assertRecorded(String extension) {
    assertThat(crm.recording(tag).get("extension").asText()).isEqualTo(extension);
    assertThat(tap.actions("MixMonitor")).hasSize(1);
  }

  // -- what is recorded is what was checked

  @Test
  void of_several_values_beside_the_call_the_one_that_is_referred_to_counts() {
    TestEnvironment.talk(pbx, "410", "411");
    HttpResponse<String> answer =
        call(
            "<start><extenOrUniqueId href='#a'/><tag>"
                + tag
                + "</tag></start><multiRef id='x'>4</multiRef><multiRef id='a'>10</multiRef>");
    assertFault(answer, "NO_SUCH_CALL", "no live call");
    assertThat(tap.actions("MixMonitor")).isEmpty();
  }

  /** Elements of one name beside each other were once taken for one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<start><extenOrUniqueId href='#a'/><tag href='#t'/></start><m id='t'>TAG</m><m id='a'>412</m>",
        "<start><extenOrUniqueId>412</extenOrUniqueId><tag>TAG</tag></start><start><extenOrUniqueId>410</extenOrUniqueId><tag>other</tag></start>",
        "<start><extenOrUniqueId>412</extenOrUniqueId><tag>TAG</tag></start><extenOrUniqueId>410</extenOrUniqueId><tag>x</tag>",
        "<start xmlns='urn:x'><extenOrUniqueId xmlns=''>412</extenOrUniqueId><tag xmlns=''>TAG</tag></start><extenOrUniqueId>410</extenOrUniqueId>",
        "<start><a>412</a><b>TAG</b></start><a>410</a>",
        "<start><extenOrUniqueId>41<!-- 0 -->2</extenOrUniqueId><tag>TAG</tag></start>"
      })
  void what_stands_beside_the_call_is_none_of_it(String body) {
    TestEnvironment.talk(pbx, "410", "411");
    TestEnvironment.talk(pbx, "412", "413");
    HttpResponse<String> answer = call(body.replace("TAG", tag));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertRecorded("412");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<m id='a'>410</m><m id='a'>412</m>",
        "<m id='a' href='#b'/><m id='b' href='#a'/>",
        "<m id='A'>410</m>"
      })
  void a_value_that_is_not_certain_records_nothing(String beside) {
    TestEnvironment.talk(pbx, "410", "411");
    HttpResponse<String> answer =
        call("<start><extenOrUniqueId href='#a'/><tag>" + tag + "</tag></start>" + beside);
    assertThat(answer.headers().firstValue("X-Error-Code").orElseThrow())
        .isIn("MISSING_PARAMETER", "INVALID_PARAMETER");
    assertThat(tap.actions("MixMonitor")).isEmpty();
  }

  @Test
  void the_answer_is_named_as_the_original_named_it_in_the_namespace_of_the_call() {
    TestEnvironment.talk(pbx, "410", "411");
    HttpResponse<String> answer =
        call("<x:Start xmlns:x='urn:a-crm'><x:Tag>" + tag + "</x:Tag><x:a>410</x:a></x:Start>");
    assertFault(answer, "MISSING_PARAMETER", "extenOrUniqueId");
    answer =
        call("<x:Start xmlns:x='urn:a-crm'><x:a>410</x:a><x:Tag>" + tag + "</x:Tag></x:Start>");
    assertThat(answer.body()).contains(":startResponse xmlns:ns1=\"urn:a-crm\"");
    assertRecorded("410");
  }

  // -- what is no message

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        SOAP_11 + " |                                     | one Body",
        SOAP_11 + " | <s:Bdy>CALL</s:Bdy>                 | one Body",
        SOAP_11 + " | <s:body>CALL</s:body>               | one Body",
        SOAP_11 + " | <Body>CALL</Body>                   | one Body",
        SOAP_11 + " | <b:Body xmlns:b='" + SOAP_12 + "'>CALL</b:Body> | one Body",
        SOAP_12 + " | <b:Body xmlns:b='" + SOAP_11 + "'>CALL</b:Body> | one Body",
        SOAP_11 + " | <s:Body>CALL</s:Body><s:Body/>      | one Body",
        SOAP_11 + " | <s:Body/>                           | the parameter method is missing",
        "urn:soap-9 | <s:Body>CALL</s:Body>               | SOAP 1.1 and 1.2",
        SOAP_11 + " | <s:Body>CALL                        | not well-formed",
        SOAP_11
            + " | <s:Header><w:S xmlns:w='urn:w' s:mustUnderstand='1'/></s:Header><s:Body>CALL</s:Body> | {urn:w}S",
        SOAP_12
            + " | <s:Header><w:S xmlns:w='urn:w' s:mustUnderstand='true'/></s:Header><s:Body>CALL</s:Body> | {urn:w}S"
      })
  void a_wrong_envelope_is_the_fault_of_the_client_and_no_error_of_the_server(
      String namespace, String content, String message) {
    int before = errors().size();
    String body = content == null ? "" : content.replace("CALL", start("410"));
    HttpResponse<String> answer = crm.soap(envelope(namespace, body));
    assertThat(answer.headers().firstValue("X-Error-Code").orElseThrow())
        .isIn("INVALID_PARAMETER", "MISSING_PARAMETER");
    assertFault(answer, answer.headers().firstValue("X-Error-Code").orElseThrow(), message);
    assertThat(errors()).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/xml; charset=utf-8    | ISO-8859-1 |",
        "text/xml                   | ISO-8859-1 |",
        "text/xml                   | ISO-8859-1 | <?xml version='1.0' encoding='utf-8'?>",
        "text/xml; charset=utf-8    | UTF-16     |",
        "text/xml; charset=us-ascii | UTF-8      |",
        "text/xml; charset=nonesuch | UTF-8      |",
        "text/xml                   | UTF-8      | <?xml version='1.0' encoding='nonesuch'?>",
        "text/xml                   | UTF-8      | <?xml version='1.7'?>"
      })
  void bytes_that_are_no_text_are_the_fault_of_the_client_and_leave_no_line_in_the_log(
      String type, String charset, String declaration) throws IOException {
    int before = errors().size();
    String document =
        (declaration == null ? "" : declaration) + envelope(start("410").replace(tag, "café"));
    HttpResponse<String> answer = post(type, document.getBytes(charset));
    assertFault(answer, "INVALID_PARAMETER", "");
    assertThat(errors()).hasSize(before);
  }

  /** What alarms are made of, but for what Asterisk's library has to say about bridges. */
  private List<String> errors() {
    return bed.server()
        .log()
        .lines()
        .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat "))
        .filter(line -> !line.contains("[BridgesActive]"))
        .toList();
  }

  @Test
  void xml_1_1_is_as_good_as_any() {
    TestEnvironment.talk(pbx, "410", "411");
    HttpResponse<String> answer = crm.soap("<?xml version=\"1.1\"?>" + envelope(start("410")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertRecorded("410");
  }

  // -- types and attachments

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json"})
  void any_type_will_do_with_a_soap_action(String type) {
    TestEnvironment.talk(pbx, "410", "411");
    byte[] message = envelope(start("410")).getBytes(StandardCharsets.UTF_8);
    assertThat(post(type, message).headers().firstValue("X-Error-Code"))
        .contains("INVALID_PARAMETER");
    assertThat(tap.actions("MixMonitor")).isEmpty();
    HttpRequest withAction =
        HttpRequest.newBuilder(crm.request("").build(), (name, value) -> true)
            .uri(bed.server().url())
            .header("Content-Type", type)
            .header("SOAPAction", "")
            .POST(HttpRequest.BodyPublishers.ofByteArray(message))
            .build();
    assertThat(crm.send(withAction).statusCode()).isEqualTo(200);
    assertRecorded("410");
  }

  private static String part(String content) {
    return "--b\r\nContent-Type: text/xml; charset=UTF-8\r\nContent-Id: <root>\r\n\r\n"
        + content
        + "\r\n";
  }

  @Test
  void an_envelope_may_come_as_the_root_of_a_message_with_attachments_and_without_any() {
    TestEnvironment.talk(pbx, "410", "411");
    String root = part(envelope(start("410")));
    String attached = root + part("<attached/>") + "--b--\r\n";
    assertFault(
        post(MULTIPART, attached.getBytes(StandardCharsets.UTF_8)),
        "INVALID_PARAMETER",
        "one part");
    assertThat(tap.actions("MixMonitor")).isEmpty();
    byte[] alone = (root + "--b--\r\n").getBytes(StandardCharsets.UTF_8);
    assertThat(post(MULTIPART, alone).statusCode()).isEqualTo(200);
    assertRecorded("410");
  }

  // -- answers

  @Test
  void audio_comes_with_its_length_and_its_checksum() {
    String id = recorded();
    HttpResponse<String> byGet = crm.retrieve(tag, "fred");
    HttpResponse<String> answer = crm.soap("retrieve", Map.of("tag", tag, "username", "fred"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("retrieveReturn>" + byGet.body() + "</");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringCase("text/xml;charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Length"))
        .contains(Integer.toString(answer.body().length()));
    assertThat(answer.headers().firstValue("X-Recording-Id")).contains(id);
    assertThat(answer.headers().firstValue("X-Match-Count")).contains("1");
    assertThat(answer.headers().firstValue("ETag")).isEqualTo(byGet.headers().firstValue("ETag"));
  }

  private String recorded() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    TestEnvironment.quiet(pbx);
    assertThat(crm.wav(tag, "fred").sampleRate()).isEqualTo(8_000);
    return crm.recording(tag).get("id").asText();
  }

  @Test
  void a_fault_tells_which_recording_is_meant_and_when_to_come_again() {
    TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    HttpResponse<String> answer = crm.soap("retrieve", Map.of("tag", tag, "username", "fred"));
    assertFault(answer, "CALL_IN_PROGRESS", "<rec:code>CALL_IN_PROGRESS</rec:code>");
    assertThat(answer.headers().firstValue("Retry-After")).contains("30");
  }

  @Test
  void audio_that_is_not_what_was_stored_is_a_fault_that_says_nothing_of_it() throws IOException {
    String id = recorded();
    Path file = archived(id);
    byte[] stored = Files.readAllBytes(file);
    byte[] spoilt = stored.clone();
    spoilt[spoilt.length / 2] ^= 1;
    Files.write(file, spoilt);
    HttpResponse<String> answer = crm.soap("retrieve", Map.of("tag", tag, "username", "fred"));
    Files.write(file, stored);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .contains("soap:Server<", "<rec:code>INTERNAL</rec:code>")
        .doesNotContain("checksum", id);
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
    assertThat(answer.headers().firstValue("X-Recording-Id")).isEmpty();
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  private Path archived(String id) {
    try (Stream<Path> files = Files.walk(bed.server().data().resolve("archive"))) {
      return files
          .filter(file -> file.endsWith(id + ".wav"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no file of " + id));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void a_tag_may_hold_unicode_s_own_separators_of_lines() {
    TestEnvironment.talk(pbx, "410", "411");
    assertThat(call(start("410").replace(tag, tag + "\u2028b&#x2029;c")).statusCode())
        .isEqualTo(200);
    assertThat(crm.recording(tag + "\u2028b\u2029c").get("extension").asText()).isEqualTo("410");
  }
}
