package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.Audit;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.legacy.LegacyApi;
import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.application.retrieval.Base64Text;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.rest.error.HttpStatuses;
import org.openrecorder.rest.legacy.LegacyApplication;
import org.openrecorder.rest.legacy.LegacyFailures;
import org.openrecorder.rest.legacy.LegacyGetAnswer;
import org.openrecorder.rest.legacy.LegacyResource;
import org.openrecorder.soap.envelope.FaultKind;
import org.openrecorder.soap.envelope.Names;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryStore;
import org.w3c.dom.Element;

/** The one URL with everything between the socket and the use cases, which are scripted. */
class LegacyEndpointIT {

  private static final String URL = LegacyUrl.PATH;
  private static final String START = URL + "?method=start&extenOrUniqueId=410&tag=22";
  private static final String RETRIEVE = URL + "?method=retrieve&tag=22&username=fred";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final RecordingReference RECORDING =
      new RecordingReference(
          TestAudio.ID, new ChannelName("SIP/41é0-12FA7B"), new UniqueId("12347811.214"));

  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(new InMemoryStore());
  private final OneClient client = new OneClient();
  private final List<StartRecording.Request> started = new CopyOnWriteArrayList<>();
  private volatile Result<RecordingReference> startAnswer = Result.success(RECORDING);
  private volatile TestAudio audio = TestAudio.sound(10);

  private TestDenials denials;
  private TestServer server;
  private Endpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    startWith(LegacyGetAnswer.TEXT);
  }

  private void startWith(LegacyGetAnswer usual) throws Exception {
    Audit audit = new Audit(trail, Clock.systemUTC());
    LegacyApi api =
        new LegacyApi(
            request -> {
              started.add(request);
              return startAnswer;
            },
            request -> Result.success(RECORDING),
            request -> Result.success(audio.signature()),
            audit);
    denials = new TestDenials(audit);
    ErrorResponses rejections = new ErrorResponses(usual);
    server =
        TestServer.start(
            TestFilters.generous(client, denials, rejections),
            rejections,
            LegacyApplication.PATH,
            Set.of(new LegacyResource(api, audit, usual), new LegacyFailures(usual)));
    endpoint = Endpoint.to(server);
  }

  @AfterEach
  void stop() {
    endpoint.close();
    server.close();
  }

  @Test
  void start_answers_ok_and_says_what_is_recorded() throws Exception {
    HttpResponse<String> answer = endpoint.get(START);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("OK");
    assertHeader(answer, "Content-Length", "2");
    assertHeader(answer, "Content-Type", "text/plain;charset=UTF-8");
    assertHeader(answer, "X-Recording-Id", TestAudio.ID.toString());
    assertHeader(answer, "X-Channel", "SIP/41%C3%A90-12FA7B");
    assertHeader(answer, "X-Unique-Id", "12347811.214");
    assertSafe(answer);
    assertThat(started).singleElement().satisfies(r -> assertThat(r.tag().value()).isEqualTo("22"));
  }

  @Test
  void a_form_does_the_same_whatever_the_order_and_the_accepted_type() throws Exception {
    HttpResponse<String> answer =
        endpoint.send(
            endpoint
                .asCrm(URL)
                .header("Content-Type", FORM + "; charset=UTF-8")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString("tag=%C3%BC+1&extenOrUniqueId=410&method=start")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("OK");
    assertThat(started)
        .singleElement()
        .satisfies(r -> assertThat(r.tag().value()).isEqualTo("ü 1"));
  }

  @Test
  void a_tag_may_hold_unicode_s_own_separators_of_lines() throws Exception {
    assertThat(endpoint.get(START + "%E2%80%A8a%E2%80%A9b").statusCode()).isEqualTo(200);
    assertThat(started)
        .singleElement()
        .satisfies(r -> assertThat(r.tag().value()).isEqualTo("22\u2028a\u2029b"));
  }

  @Test
  void a_form_may_name_its_method_in_the_url() throws Exception {
    HttpResponse<String> answer =
        endpoint.send("POST", URL + "?method=stop", FORM, "extenOrUniqueId=410");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void a_parameter_given_in_url_and_form_is_given_twice() throws Exception {
    assertRefused(endpoint.send("POST", START, FORM, "tag=23"), ErrorCode.INVALID_PARAMETER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method=start&method=start&extenOrUniqueId=410&tag=22",
        "method=start&extenOrUniqueId=410&tag=%81",
        "method=start&extenOrUniqueId=410&tag=%zz",
        "method=start&extenOrUniqueId=410&tag=%",
        "method=start&extenOrUniqueId=410&tag=a%0D%0AAction:+Logoff"
      })
  void bad_input_is_refused_and_leaves_an_audit_row(String form) throws Exception {
    assertRefused(endpoint.send("POST", URL, FORM, form), ErrorCode.INVALID_PARAMETER);
    assertThat(started).isEmpty();
    assertThat(trail.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.result()).isEqualTo("INVALID_PARAMETER"));
  }

  @Test
  void a_form_above_the_bound_is_refused() throws Exception {
    String form = "method=start&extenOrUniqueId=410&tag=22&x=" + "x".repeat(70_000);
    assertRefused(endpoint.send("POST", URL, FORM, form), ErrorCode.INVALID_PARAMETER);
  }

  @Test
  void a_url_without_a_method_is_refused() throws Exception {
    assertRefused(endpoint.get(URL), ErrorCode.MISSING_PARAMETER);
    assertRefused(endpoint.get(URL + "?method=record"), ErrorCode.UNKNOWN_METHOD);
  }

  @ParameterizedTest
  @EnumSource
  void every_rejection_is_one_line_of_text_or_a_fault_in_the_envelope(ErrorCode code)
      throws Exception {
    Rejection rejection = Rejection.of(code, "because").retryAfter(Duration.ofSeconds(5));
    startAnswer = Result.rejected(rejection);
    HttpResponse<String> text = endpoint.get(START);
    assertRefused(text, code);
    assertThat(text.body()).isEqualTo("because");
    assertHeader(text, "Retry-After", "5");
    HttpResponse<String> fault = endpoint.send(endpoint.asCrm(START).header("Accept", "text/xml"));
    assertThat(fault.statusCode()).isEqualTo(code == ErrorCode.UNAUTHENTICATED ? 401 : 500);
    assertFault(fault, code, "because");
    assertHeader(fault, "Retry-After", "5");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 44, 49_151, 49_152, 49_153, 5_000_000})
  void retrieve_answers_the_base64_on_one_line_with_its_exact_length(long size) throws Exception {
    audio = TestAudio.sound(size);
    HttpResponse<String> answer = endpoint.get(RETRIEVE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertHeader(answer, "Content-Type", "text/plain;charset=UTF-8");
    assertHeader(answer, "Content-Length", Long.toString(Base64Text.length(size)));
    assertHeader(answer, "X-Recording-Id", TestAudio.ID.toString());
    assertHeader(answer, "X-Match-Count", "3");
    assertHeader(answer, "ETag", "\"" + TestAudio.SHA256 + "\"");
    assertSafe(answer);
    assertSound(Base64.getDecoder().decode(answer.body()), size);
    audio.awaitClosedOnce();
  }

  private static void assertSound(byte[] bytes, long size) {
    byte[] expected = new byte[Math.toIntExact(size)];
    for (int place = 0; place < expected.length; place++) {
      expected[place] = TestAudio.at(place);
    }
    assertThat(bytes).isEqualTo(expected);
  }

  @Test
  void who_accepts_xml_first_gets_the_envelope_of_old() throws Exception {
    audio = TestAudio.sound(100_000);
    HttpResponse<String> answer =
        endpoint.send(endpoint.asCrm(RETRIEVE).header("Accept", "Text/XML;q=1, text/plain"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertHeader(answer, "Content-Type", "text/xml;charset=utf-8");
    assertHeader(answer, "Content-Length", Integer.toString(answer.body().length()));
    assertSound(Base64.getDecoder().decode(returned(answer, "retrieve")), 100_000);
  }

  /** The text that the envelope of old brings, after a look at each element and attribute. */
  private static String returned(HttpResponse<String> answer, String method) throws Exception {
    AxisEnvelope envelope = AxisEnvelope.parse(answer.body());
    Element response = envelope.only();
    assertResponse(response, method);
    Element returned = AxisEnvelope.only(response);
    assertThat(AxisEnvelope.name(returned)).isEqualTo(new QName(method + "Return"));
    assertThat(AxisEnvelope.attributes(returned))
        .containsExactly(entry(AxisEnvelope.TYPE, "soapenc:base64Binary"));
    assertThat(returned.lookupNamespaceURI("soapenc")).isEqualTo(AxisEnvelope.ENCODING);
    assertThat(AxisEnvelope.children(returned)).isEmpty();
    return returned.getTextContent();
  }

  private static void assertResponse(Element response, String method) {
    assertThat(AxisEnvelope.name(response)).isEqualTo(new QName(method + "Response"));
    assertThat(AxisEnvelope.attributes(response))
        .containsExactly(entry(AxisEnvelope.ENCODING_STYLE, AxisEnvelope.ENCODING));
  }

  private static void assertFault(HttpResponse<String> answer, ErrorCode code, String message)
      throws Exception {
    assertHeader(answer, "Content-Type", "text/xml;charset=utf-8");
    assertHeader(
        answer,
        "Content-Length",
        Integer.toString(answer.body().getBytes(StandardCharsets.UTF_8).length));
    assertHeader(answer, "X-Error-Code", code.name());
    assertSafe(answer);
    Element fault = AxisEnvelope.parse(answer.body()).only();
    assertThat(AxisEnvelope.name(fault)).isEqualTo(new QName(AxisEnvelope.SOAP, "Fault"));
    assertThat(AxisEnvelope.children(fault))
        .extracting(Element::getLocalName)
        .containsExactly("faultcode", "faultstring", "detail");
    String[] faultCode = AxisEnvelope.text(fault, "faultcode").split(":", 2);
    assertThat(fault.lookupNamespaceURI(faultCode[0])).isEqualTo(AxisEnvelope.SOAP);
    assertThat(faultCode[1])
        .isEqualTo(FaultKind.of(code) == FaultKind.CLIENT ? "Client" : "Server");
    assertThat(AxisEnvelope.text(fault, "faultstring")).contains(message);
    Element detail = AxisEnvelope.only(AxisEnvelope.children(fault).getLast());
    assertThat(AxisEnvelope.name(detail)).isEqualTo(new QName(Names.NAMESPACE, "recordingFault"));
    assertThat(AxisEnvelope.text(detail, "code")).isEqualTo(code.name());
    assertThat(AxisEnvelope.text(detail, "message")).contains(message);
  }

  @Test
  void who_accepts_xml_second_gets_text() throws Exception {
    HttpResponse<String> answer =
        endpoint.send(endpoint.asCrm(START).header("Accept", "*/*, text/xml"));
    assertThat(answer.body()).isEqualTo("OK");
  }

  @Test
  void the_envelope_of_old_can_be_set_for_all() throws Exception {
    stop();
    startWith(LegacyGetAnswer.AXIS);
    assertDone(endpoint.get(START), "start");
    assertDone(endpoint.get(URL + "?method=stop&extenOrUniqueId=410"), "stop");
    assertDone(endpoint.send("POST", URL, FORM, "method=stop&extenOrUniqueId=410"), "stop");
    HttpResponse<String> audio =
        endpoint.get(URL + "?method=retrieveByUniqueId&uniqueId=1.1&username=fred");
    assertSound(Base64.getDecoder().decode(returned(audio, "retrieveByUniqueId")), 10);
    HttpResponse<String> refused = endpoint.get(URL);
    assertThat(refused.statusCode()).isEqualTo(500);
    assertFault(refused, ErrorCode.MISSING_PARAMETER, "method");
  }

  private static void assertDone(HttpResponse<String> answer, String method) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertHeader(answer, "Content-Type", "text/xml;charset=utf-8");
    Element response = AxisEnvelope.parse(answer.body()).only();
    assertResponse(response, method);
    assertThat(response.hasChildNodes()).isFalse();
  }

  /** HTTP itself must tell two of them by their status: it is what clients act on. */
  @Test
  void what_the_edge_refuses_comes_in_the_envelope_of_old_too() throws Exception {
    stop();
    startWith(LegacyGetAnswer.AXIS);
    assertEdgeRefusesInTheEnvelope(endpoint.anonymous(START), endpoint.asCrm(START));
  }

  @Test
  void what_the_edge_refuses_comes_in_the_envelope_of_old_to_who_accepts_xml_first()
      throws Exception {
    assertEdgeRefusesInTheEnvelope(
        endpoint.anonymous(START).header("Accept", "text/xml, */*"),
        endpoint.asCrm(START).header("Accept", "text/xml, */*"));
  }

  private void assertEdgeRefusesInTheEnvelope(
      HttpRequest.Builder anonymous, HttpRequest.Builder known) throws Exception {
    HttpResponse<String> unknown = endpoint.send(anonymous.GET());
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.headers().firstValue("WWW-Authenticate")).isPresent();
    assertFault(unknown, ErrorCode.UNAUTHENTICATED, "give the name");
    HttpResponse<String> verb = endpoint.send(known.method("PUT", BodyPublishers.noBody()));
    assertThat(verb.statusCode()).isEqualTo(405);
    assertHeader(verb, "Allow", "GET, POST");
    assertFault(verb, ErrorCode.UNKNOWN_METHOD, "not allowed");
    client.goDown(true);
    HttpResponse<String> down = endpoint.send(known.GET());
    assertThat(down.statusCode()).isEqualTo(500);
    assertFault(down, ErrorCode.STORE_UNAVAILABLE, "does not answer");
    assertHeader(down, "Retry-After", "5");
    assertThat(started).isEmpty();
  }

  @Test
  void a_failure_of_the_endpoint_itself_comes_in_the_envelope_of_old_too() throws Exception {
    audio = TestAudio.corruptAfter(10, 1_000);
    HttpResponse<String> answer =
        endpoint.send(endpoint.asCrm(RETRIEVE).header("Accept", "text/xml, */*"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertFault(answer, ErrorCode.INTERNAL, "internal error");
  }

  @Test
  void audio_found_corrupt_before_anything_was_sent_is_an_error() throws Exception {
    audio = TestAudio.corruptAfter(100, 1_000);
    HttpResponse<String> answer = endpoint.get(RETRIEVE);
    assertRefused(answer, ErrorCode.INTERNAL);
    assertThat(answer.body()).startsWith("internal error").doesNotContain("checksum");
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
    audio.awaitClosedOnce();
  }

  @Test
  void audio_found_corrupt_in_the_middle_never_ends_well() throws Exception {
    audio = TestAudio.corruptAfter(900_000, 1_000_000);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> endpoint.send(endpoint.asCrm(RETRIEVE)));
    audio.awaitClosedOnce();
  }

  @Test
  void a_client_that_goes_away_leaves_no_file_open() throws Exception {
    audio = TestAudio.sound(50_000_000);
    HttpResponse<InputStream> answer =
        endpoint.http().send(endpoint.asCrm(RETRIEVE).build(), BodyHandlers.ofInputStream());
    answer.body().close();
    endpoint.close();
    audio.awaitClosedOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"})
  void no_other_verb_runs_a_method(String verb) throws Exception {
    HttpResponse<String> answer =
        endpoint.send(endpoint.asCrm(START).method(verb, BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(405);
    assertHeader(answer, "Allow", "GET, POST");
    assertHeader(answer, "X-Error-Code", "UNKNOWN_METHOD");
    assertSafe(answer);
    assertThat(started).isEmpty();
  }

  @Test
  void soap_and_its_description_go_to_their_own_endpoint() throws Exception {
    assertThat(endpoint.send("POST", URL, "text/xml", "<x/>").body()).isEqualTo("the SOAP door");
    assertThat(endpoint.send(endpoint.anonymous(URL + "?wsdl")).body()).isEqualTo("the SOAP door");
    assertThat(endpoint.send(endpoint.anonymous(URL + "?singleWsdl")).body())
        .isEqualTo("the SOAP door");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?xsd=1", "?xsd", "?wsdlsingle", "?wsdlx", "?method=start&wsdl"})
  void nothing_but_the_description_is_for_all(String query) throws Exception {
    assertUnauthenticated(endpoint.send(endpoint.anonymous(URL + query)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/legacy?method=start&extenOrUniqueId=410&tag=22",
        "/internal/legacy/",
        "/internal/error",
        "/internal",
        "/internal;x=y/legacy?method=start&extenOrUniqueId=410&tag=22",
        "/services/..;/internal/legacy?method=start&extenOrUniqueId=410&tag=22",
        "/%69nternal/legacy?method=start&extenOrUniqueId=410&tag=22",
        "//internal/legacy?method=start&extenOrUniqueId=410&tag=22",
        "/services/njadmin-api-recording/",
        "/nothing",
        "/"
      })
  void everything_else_is_not_there(String path) throws Exception {
    HttpResponse<String> answer = endpoint.get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertHeader(answer, "Content-Type", "text/plain;charset=UTF-8");
    assertThat(answer.body()).isEqualTo("there is nothing at this address");
    assertSafe(answer);
    assertThat(started).isEmpty();
  }

  @Test
  void a_failure_that_nobody_caught_tells_nothing_of_the_inside() throws Exception {
    HttpResponse<String> answer = endpoint.get("/breaks");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).matches("internal error; the log tells more under [0-9a-f-]{36}");
    assertSafe(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm:wrong", "other:secret", "crm", ":secret"})
  void wrong_credentials_are_refused_and_noted(String credentials) throws Exception {
    client.trustTheNetwork(true);
    HttpResponse<String> answer = endpoint.send(endpoint.as(credentials, START));
    assertUnauthenticated(answer);
    assertThat(answer.body()).doesNotContain("wrong");
  }

  @Test
  void no_credentials_are_refused_and_noted() throws Exception {
    assertUnauthenticated(endpoint.send(endpoint.anonymous(START)));
  }

  @Test
  void several_credentials_are_refused_and_noted() throws Exception {
    assertUnauthenticated(
        endpoint.send(endpoint.asCrm(START).header("Authorization", "Basic Y3JtOng=")));
  }

  @Test
  void a_client_may_come_with_its_token() throws Exception {
    HttpResponse<String> answer =
        endpoint.send(
            endpoint.anonymous(START).header("Authorization", "Bearer the-token-of-the-crm"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(started).isNotEmpty();
  }

  @Test
  void another_token_is_refused_and_noted() throws Exception {
    assertUnauthenticated(
        endpoint.send(
            endpoint.anonymous(START).header("Authorization", "Bearer nobody-has-this-token")));
  }

  /** Whoever brought a token is told of tokens too, and old clients of nothing that is new. */
  private void assertUnauthenticated(HttpResponse<String> answer) {
    assertRefused(answer, ErrorCode.UNAUTHENTICATED);
    List<String> challenges = answer.headers().allValues("WWW-Authenticate");
    boolean token =
        answer.request().headers().allValues("Authorization").toString().contains("Bearer");
    assertThat(challenges.getFirst()).isEqualTo("Basic realm=\"Open Recorder\", charset=\"UTF-8\"");
    assertThat(challenges).hasSize(token ? 2 : 1);
    assertThat(started).isEmpty();
    assertThat(trail.rows()).as("nothing is written while somebody waits").isEmpty();
    assertThat(denials.written())
        .singleElement()
        .satisfies(entry -> assertThat(entry.result()).isEqualTo("UNAUTHENTICATED"))
        .satisfies(entry -> assertThat(entry.address()).isEqualTo("127.0.0.1"));
    assertThat(trail.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.result()).isEqualTo("UNAUTHENTICATED"))
        .satisfies(row -> assertThat(row.caller().address()).isEqualTo("127.0.0.1"));
  }

  @Test
  void a_soap_client_without_credentials_gets_a_fault() throws Exception {
    HttpResponse<String> answer =
        endpoint.send(
            endpoint
                .anonymous(URL)
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(BodyPublishers.ofString("<x/>")));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertHeader(answer, "Content-Type", "text/xml;charset=utf-8");
    assertThat(answer.body())
        .contains("<recordingFault xmlns=\"" + Names.NAMESPACE + "\"><code>UNAUTHENTICATED</code>");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void a_trusted_network_needs_no_credentials() throws Exception {
    client.trustTheNetwork(true);
    assertThat(endpoint.send(endpoint.anonymous(START)).body()).isEqualTo("OK");
    assertThat(started)
        .singleElement()
        .satisfies(r -> assertThat(r.caller().client().value()).isEqualTo("trusted network"));
  }

  @Test
  void credentials_that_cannot_be_checked_now_are_not_called_wrong() throws Exception {
    client.goDown(true);
    HttpResponse<String> answer = endpoint.get(START);
    assertRefused(answer, ErrorCode.STORE_UNAVAILABLE);
    assertHeader(answer, "Retry-After", "5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%81", "\u008d", "%00", "\u0001"})
  void a_malformed_url_is_refused_as_a_form_is(String tag) throws Exception {
    String answer = raw("GET /servicemanager" + START + tag + " HTTP/1.1");
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("X-Error-Code: INVALID_PARAMETER");
    assertThat(started).isEmpty();
    assertThat(trail.rows()).hasSize(1);
  }

  /** Undertow itself does so: no code of ours sees the request. */
  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%8", "%u20AC"})
  void an_escape_that_is_none_is_refused_without_a_word(String tag) throws Exception {
    String answer = raw("GET /servicemanager" + START + tag + " HTTP/1.1");
    assertThat(answer).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
    assertThat(started).isEmpty();
  }

  @Test
  void bytes_of_utf_8_that_are_not_escaped_are_taken_as_they_are() throws Exception {
    String bytes = new String("ü€".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(raw("GET /servicemanager" + START + bytes + " HTTP/1.1")).endsWith("OK");
    assertThat(started)
        .singleElement()
        .satisfies(r -> assertThat(r.tag().value()).isEqualTo("22ü€"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%FC", "\u00fc", "%fc%0D%0A"})
  void bytes_that_are_no_utf_8_are_taken_as_windows_1252(String byteOfOld) throws Exception {
    assertThat(raw("GET /servicemanager" + START + byteOfOld + " HTTP/1.1")).endsWith("OK");
    assertThat(started)
        .singleElement()
        .satisfies(r -> assertThat(r.tag().value()).isEqualTo("22ü"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "METHOD=Start&Tag=22&ExtenOrUniqueId=410",
        "method=start&exten=410&order=22",
        "method=start&extenOrUniqueId=410%20&tag=%0A22%0D%0A"
      })
  void a_method_by_other_names_is_the_same_by_get_and_form_and_by_post_without_a_body(String query)
      throws Exception {
    endpoint.get(URL + "?" + query);
    endpoint.send("POST", URL, FORM, query);
    endpoint.send("POST", URL + "?" + query, "text/plain", "");
    endpoint.send("POST", URL + "?" + query, "nonsense", "");
    endpoint.send("POST", URL + "?" + query, "text/xml", "");
    endpoint.send("POST", URL + "?" + query, FORM, "");
    assertThat(started)
        .hasSize(6)
        .allSatisfy(r -> assertThat(r.which().value()).isEqualTo("410"))
        .allSatisfy(r -> assertThat(r.tag().value()).isEqualTo("22"));
  }

  @Test
  void what_is_posted_beside_a_method_in_the_url_must_be_a_form() throws Exception {
    assertRefused(
        endpoint.send("POST", START, "text/plain", "tag=23"), ErrorCode.INVALID_PARAMETER);
    assertThat(started).isEmpty();
  }

  @Test
  void a_form_is_read_in_its_charset() throws Exception {
    String form = "method=start&extenOrUniqueId=410&tag=caf%E9";
    endpoint.send("POST", URL, FORM + ";charset=ISO-8859-1", form);
    endpoint.send("POST", URL, FORM, form);
    assertThat(started).hasSize(2).allSatisfy(r -> assertThat(r.tag().value()).isEqualTo("café"));
    assertRefused(
        endpoint.send("POST", URL, FORM + ";charset=UTF-8", form), ErrorCode.INVALID_PARAMETER);
    assertRefused(
        endpoint.send("POST", URL, FORM + ";charset=nonesuch", form), ErrorCode.INVALID_PARAMETER);
  }

  @Test
  void soap_of_any_type_goes_to_its_endpoint_if_it_has_an_action() throws Exception {
    HttpResponse<String> answer =
        endpoint.send(
            endpoint
                .asCrm(URL)
                .header("Content-Type", FORM)
                .header("SOAPAction", "")
                .POST(BodyPublishers.ofString("<x/>")));
    assertThat(answer.body()).isEqualTo("the SOAP door");
    assertRefused(endpoint.send("POST", URL, FORM, " <x/>"), ErrorCode.INVALID_PARAMETER);
  }

  private String raw(String requestLine) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      String request =
          requestLine
              + "\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic Y3JtOnNlY3JldA==\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  private static void assertRefused(HttpResponse<String> answer, ErrorCode code) {
    assertThat(answer.statusCode()).isEqualTo(HttpStatuses.of(code));
    assertHeader(answer, "X-Error-Code", code.name());
    assertHeader(answer, "Content-Type", "text/plain;charset=UTF-8");
    assertThat(answer.body()).isNotBlank().doesNotContain("\n", "\r");
    assertSafe(answer);
  }

  private static void assertSafe(HttpResponse<String> answer) {
    assertHeader(answer, "Cache-Control", "no-store");
    assertHeader(answer, "X-Content-Type-Options", "nosniff");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
    assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
  }

  private static void assertHeader(HttpResponse<String> answer, String name, String value) {
    assertThat(answer.headers().allValues(name)).containsExactly(value);
  }
}
