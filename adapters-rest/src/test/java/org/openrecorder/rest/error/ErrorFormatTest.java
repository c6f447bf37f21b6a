package org.openrecorder.rest.error;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.time.Duration;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.domain.recording.RecordingId;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ErrorFormatTest {

  private static final String HOSTILE = "two\r\nlines & <tags> \"quoted\" \u2028 ü";
  private static final String TAMED = "two  lines & <tags> \"quoted\"   ü";

  @ParameterizedTest
  @EnumSource
  void plain_text_is_one_line_with_the_status_of_the_table(ErrorCode code) {
    RenderedError written = ErrorFormat.PLAIN_TEXT.write(Rejection.of(code, HOSTILE));
    assertThat(written.status()).isEqualTo(HttpStatuses.of(code));
    assertThat(written.contentType()).isEqualTo("text/plain;charset=UTF-8");
    assertThat(written.body()).isEqualTo(TAMED);
    assertThat(written.headers()).containsEntry("X-Error-Code", code.name());
  }

  @ParameterizedTest
  @EnumSource
  void a_problem_has_the_members_of_rfc_9457_and_the_code(ErrorCode code) {
    RenderedError written = ErrorFormat.PROBLEM.write(Rejection.of(code, HOSTILE));
    JsonObject problem = json(written.body());
    assertThat(written.status()).isEqualTo(HttpStatuses.of(code));
    assertThat(written.contentType()).isEqualTo("application/problem+json");
    assertThat(problem.keySet())
        .containsExactlyInAnyOrder("type", "title", "status", "detail", "code");
    assertThat(problem.getInt("status")).isEqualTo(HttpStatuses.of(code));
    assertThat(problem.getString("title")).isNotBlank().isNotEqualTo("Refused");
    assertThat(problem.getString("detail")).isEqualTo(TAMED);
    assertThat(problem.getString("code")).isEqualTo(code.name());
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_soap_1_1_fault_names_whose_fault_it_is(ErrorCode code) throws Exception {
    RenderedError written = ErrorFormat.SOAP_1_1.write(Rejection.of(code, HOSTILE));
    Document fault = xml(written);
    assertThat(written.status()).isEqualTo(code == ErrorCode.UNAUTHENTICATED ? 401 : 500);
    assertThat(written.contentType()).isEqualTo("text/xml;charset=utf-8");
    assertThat(text(fault, "faultcode"))
        .isEqualTo(HttpStatuses.isClientError(code) ? "soapenv:Client" : "soapenv:Server");
    assertThat(text(fault, "faultstring")).isEqualTo(TAMED);
    assertThat(text(fault, "code")).isEqualTo(code.name());
  }

  @ParameterizedTest
  @EnumSource
  void a_soap_1_2_fault_names_whose_fault_it_is(ErrorCode code) throws Exception {
    RenderedError written = ErrorFormat.SOAP_1_2.write(Rejection.of(code, HOSTILE));
    Document fault = xml(written);
    assertThat(written.contentType()).isEqualTo("application/soap+xml;charset=utf-8");
    assertThat(text(fault, "env:Value"))
        .isEqualTo(HttpStatuses.isClientError(code) ? "env:Sender" : "env:Receiver");
    assertThat(text(fault, "env:Text")).isEqualTo(TAMED);
    assertThat(text(fault, "code")).isEqualTo(code.name());
  }

  @ParameterizedTest
  @EnumSource(names = {"SOAP_1_1", "SOAP_1_2"})
  void the_detail_of_a_fault_is_the_described_one(ErrorFormat form) throws Exception {
    RecordingId id = new RecordingId(new UUID(1, 2));
    Rejection rejection = Rejection.of(ErrorCode.NOT_READY, HOSTILE).about(id);
    Document fault = xml(form.write(rejection));
    Element detail = (Element) fault.getElementsByTagName("recordingFault").item(0);
    assertThat(detail.getAttribute("xmlns")).isEqualTo("urn:openrecorder:recording");
    assertThat(text(fault, "message")).isEqualTo(TAMED);
    assertThat(text(fault, "recordingId")).isEqualTo(id.toString());
  }

  private static Document xml(RenderedError written) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(written.bytes()));
  }

  private static String text(Document document, String element) {
    return document.getElementsByTagName(element).item(0).getTextContent();
  }

  @ParameterizedTest
  @EnumSource
  void every_form_asks_for_credentials_and_says_when_to_come_back(ErrorFormat form) {
    Rejection unknown = Rejection.of(ErrorCode.UNAUTHENTICATED, "who?");
    assertThat(form.write(unknown).headers())
        .containsEntry("WWW-Authenticate", "Basic realm=\"Open Recorder\", charset=\"UTF-8\"");
    assertThat(form.write(unknown).status()).isEqualTo(401);
    Rejection later =
        Rejection.of(ErrorCode.NOT_READY, "soon").retryAfter(Duration.ofMillis(1_001));
    assertThat(form.write(later).headers())
        .containsEntry("Retry-After", "2")
        .doesNotContainKey("WWW-Authenticate");
  }

  @Test
  void what_http_refuses_has_a_code_and_keeps_its_status() {
    assertThat(ErrorFormat.PROBLEM.write(405, HttpErrors.of(405)))
        .satisfies(
            written -> {
              assertThat(written.status()).isEqualTo(405);
              assertThat(written.headers()).containsEntry("X-Error-Code", "UNKNOWN_METHOD");
              assertThat(json(written.body()).getString("title")).isEqualTo("Method Not Allowed");
            });
  }
}
