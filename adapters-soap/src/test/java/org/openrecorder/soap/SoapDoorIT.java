package org.openrecorder.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.legacy.LegacyApi;
import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.application.retrieval.VoiceSignature;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.soap.envelope.Names;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryStore;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The SOAP door with everything between the socket and the use cases, which are scripted. */
class SoapDoorIT {

  private static final String XML = "text/xml; charset=utf-8";
  private static final String XML_12 = "application/soap+xml; charset=utf-8";
  private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
  private static final String MESSAGE = "because of <this> & that";
  private static final String START =
      "<start><extenOrUniqueId>410</extenOrUniqueId><tag>22</tag></start>";
  private static final String RETRIEVE =
      "<retrieve><tag>22</tag><username>fred</username></retrieve>";
  private static final RecordingReference RECORDING =
      new RecordingReference(
          TestAudio.ID, new ChannelName("SIP/410-12FA7B"), new UniqueId("12347811.214"));

  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(new InMemoryStore());
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<StartRecording.Request> started = new CopyOnWriteArrayList<>();
  private volatile TestAudio audio = new TestAudio(false);
  private volatile Answer<VoiceSignature> retrieved = Answer.granted(audio.signature());

  private SoapServer server;

  @BeforeEach
  void start() throws Exception {
    Audit audit = new Audit(trail, Clock.systemUTC());
    SoapFilter filter = new SoapFilter();
    filter.use(audit);
    RecordingEndpoint endpoint = new RecordingEndpoint();
    endpoint.use(api(audit));
    server = SoapServer.start(filter, endpoint);
  }

  private LegacyApi api(Audit audit) {
    return new LegacyApi(
        request -> {
          started.add(request);
          return Answer.granted(RECORDING);
        },
        request -> Answer.granted(RECORDING),
        request -> retrieved,
        audit);
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    server.close();
  }

  @Test
  void start_says_what_is_recorded() throws Exception {
    HttpResponse<String> answer = call(START);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<startResponse/>");
    assertHeader(answer, "X-Recording-Id", TestAudio.ID.toString());
  }

  @Test
  void retrieve_says_what_it_gives_and_how_long_it_is() throws Exception {
    HttpResponse<String> answer = call(RETRIEVE);
    assertThat(answer.body()).contains("<retrieveReturn>" + base64() + "</retrieveReturn>");
    assertHeader(answer, "Content-Length", Integer.toString(answer.body().length()));
    assertHeader(answer, "X-Recording-Id", TestAudio.ID.toString());
    assertHeader(answer, "X-Match-Count", "3");
    assertHeader(answer, "ETag", "\"" + TestAudio.SHA256 + "\"");
    assertThat(audio.isClosed()).isTrue();
  }

  private static String base64() {
    return Base64.getEncoder().encodeToString(TestAudio.SOUND.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void corrupt_audio_is_a_fault_that_says_nothing_of_the_recording() throws Exception {
    audio = new TestAudio(true);
    retrieved = Answer.granted(audio.signature());
    HttpResponse<String> answer = call(RETRIEVE);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("<rec:code>INTERNAL</rec:code>").doesNotContain("checksum");
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
    assertThat(answer.headers().firstValue("X-Recording-Id")).isEmpty();
    assertHeader(answer, "Cache-Control", "no-store");
    assertThat(audio.isClosed()).isTrue();
  }

  @Test
  void a_fault_names_the_recording_that_it_is_about() throws Exception {
    Refusal later =
        Refusal.of(RefusalCode.NOT_READY, "soon")
            .retryAfter(Duration.ofSeconds(5))
            .about(TestAudio.ID);
    retrieved = Answer.refused(later);
    HttpResponse<String> answer = call(RETRIEVE);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .contains("<faultstring>soon</faultstring>")
        .contains("<rec:code>NOT_READY</rec:code><rec:message>soon</rec:message>")
        .contains("<rec:recordingId>" + TestAudio.ID + "</rec:recordingId>");
    assertHeader(answer, "Retry-After", "5");
  }

  @Test
  void values_may_lie_beside_the_operation() throws Exception {
    String referring = "<start><extenOrUniqueId href='#id0'/><tag href='#id1'/></start>";
    String values = "<multiRef id='id1'>a tag</multiRef><multiRef id='id0'>sales-desk</multiRef>";
    assertThat(call(referring + values).statusCode()).isEqualTo(200);
    assertStarted("a tag");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<start><in0>410</in0><in1>a tag</in1></start>",
        "<start><arg0>410</arg0><arg1>a tag</arg1></start>",
        "<start><param0>410</param0><param1>a tag</param1></start>",
        "<x:start xmlns:x='urn:any'><x:tag>a tag</x:tag><x:extenOrUniqueId>410</x:extenOrUniqueId></x:start>",
        "<start xmlns='urn:any'><extenOrUniqueId>410</extenOrUniqueId><tag><![CDATA[a tag]]></tag></start>"
      })
  void arguments_come_numbered_or_named_in_any_namespace(String call) throws Exception {
    assertThat(call(call).statusCode()).isEqualTo(200);
    assertStarted("a tag");
  }

  private void assertStarted(String tag) {
    assertThat(started).singleElement().satisfies(r -> assertThat(r.tag().value()).isEqualTo(tag));
  }

  @Test
  void an_envelope_may_come_as_the_root_of_a_message_with_attachments() throws Exception {
    HttpResponse<String> answer = post(MULTIPART, part(envelope(START)) + "--b--\r\n");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertStarted("22");
  }

  @Test
  void an_attachment_is_refused() throws Exception {
    String attached = part(envelope(START)) + part("<attached/>") + "--b--\r\n";
    assertThat(post(MULTIPART, attached).statusCode()).isEqualTo(500);
    assertThat(started).isEmpty();
  }

  private static final String MULTIPART =
      "multipart/related; type=\"text/xml\"; start=\"<root>\"; boundary=\"b\"";

  private static String part(String content) {
    return "--b\r\nContent-Type: text/xml; charset=UTF-8\r\nContent-Id: <root>\r\n\r\n"
        + content
        + "\r\n";
  }

  /** What each code looks like is said once, in the table of the application. */
  @ParameterizedTest
  @EnumSource
  void every_refusal_is_a_typed_fault_of_soap_1_1(RefusalCode code) throws Exception {
    HttpResponse<String> answer = refused(code, XML, SOAP_11);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertHeader(answer, "Content-Type", "text/xml;charset=utf-8");
    Element fault = fault(answer, SOAP_11);
    assertQName(child(fault, "", "faultcode"), SOAP_11, client(code) ? "Client" : "Server");
    assertThat(child(fault, "", "faultstring").getTextContent()).isEqualTo(MESSAGE);
    assertDetail(child(fault, "", "detail"), code);
  }

  /** Its HTTP binding answers 400 to what the sender did wrong. */
  @ParameterizedTest
  @EnumSource
  void every_refusal_is_a_typed_fault_of_soap_1_2(RefusalCode code) throws Exception {
    HttpResponse<String> answer = refused(code, XML_12, SOAP_12);
    assertThat(answer.statusCode()).isEqualTo(client(code) ? 400 : 500);
    assertHeader(answer, "Content-Type", "application/soap+xml;charset=utf-8");
    Element fault = fault(answer, SOAP_12);
    assertQName(
        child(child(fault, SOAP_12, "Code"), SOAP_12, "Value"),
        SOAP_12,
        client(code) ? "Sender" : "Receiver");
    Element text = child(child(fault, SOAP_12, "Reason"), SOAP_12, "Text");
    assertThat(text.getTextContent()).isEqualTo(MESSAGE);
    assertThat(text.getAttribute("xml:lang")).isEqualTo("en");
    assertDetail(child(fault, SOAP_12, "Detail"), code);
  }

  private HttpResponse<String> refused(RefusalCode code, String type, String namespace)
      throws Exception {
    Refusal refusal =
        Refusal.because(code, MESSAGE, "for the audit trail only")
            .retryAfter(Duration.ofMillis(4_001))
            .about(TestAudio.ID);
    retrieved = Answer.refused(refusal);
    HttpResponse<String> answer = post(type, envelope(namespace, RETRIEVE));
    assertHeader(answer, "X-Error-Code", code.name());
    assertHeader(answer, "Retry-After", "5");
    assertThat(answer.body()).doesNotContain("audit trail");
    return answer;
  }

  private static boolean client(RefusalCode code) {
    return code.fault() == RefusalCode.Fault.CLIENT;
  }

  private static Element fault(HttpResponse<String> answer, String namespace) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element envelope =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(answer.body())))
            .getDocumentElement();
    return child(child(envelope, namespace, "Body"), namespace, "Fault");
  }

  private static void assertQName(Element element, String namespace, String local) {
    String[] parts = element.getTextContent().split(":", 2);
    assertThat(element.lookupNamespaceURI(parts[0])).isEqualTo(namespace);
    assertThat(parts[1]).isEqualTo(local);
  }

  private static void assertDetail(Element detail, RefusalCode code) {
    Element typed = child(detail, Names.NAMESPACE, "recordingFault");
    assertThat(child(typed, Names.NAMESPACE, "code").getTextContent()).isEqualTo(code.name());
    assertThat(child(typed, Names.NAMESPACE, "message").getTextContent()).isEqualTo(MESSAGE);
    assertThat(child(typed, Names.NAMESPACE, "recordingId").getTextContent())
        .isEqualTo(TestAudio.ID.toString());
  }

  /** The only child of that name, where "" is no namespace. */
  private static Element child(Element parent, String namespace, String name) {
    NodeList children = parent.getChildNodes();
    return IntStream.range(0, children.getLength())
        .mapToObj(children::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(one -> Objects.requireNonNullElse(one.getNamespaceURI(), "").equals(namespace))
        .filter(one -> one.getLocalName().equals(name))
        .reduce((one, other) -> Assertions.fail("two of " + name))
        .orElseThrow(() -> new AssertionError("no " + name + " in " + parent));
  }

  @Test
  void a_tag_may_hold_unicode_s_own_separators_of_lines() throws Exception {
    call("<start><extenOrUniqueId>410</extenOrUniqueId><tag>a\u2028b&#x2029;c</tag></start>");
    assertStarted("a\u2028b\u2029c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a> | INVALID_PARAMETER
          no XML                                                             | INVALID_PARAMETER
          <a/>                                                               | INVALID_PARAMETER
          <Envelope xmlns='urn:soap-9'/>                                     | INVALID_PARAMETER
          """)
  void what_the_guard_refuses_leaves_one_audit_row(String body, String code) throws Exception {
    assertNoted(post(XML, body), code);
  }

  @ParameterizedTest
  @CsvSource({"<record/>, UNKNOWN_METHOD", "<stop/>, MISSING_PARAMETER", "'', MISSING_PARAMETER"})
  void what_is_no_call_leaves_one_audit_row(String operation, String code) throws Exception {
    assertNoted(call(operation), code);
  }

  private void assertNoted(HttpResponse<String> answer, String code) {
    assertThat(answer.statusCode()).isEqualTo(500);
    assertHeader(answer, "X-Error-Code", code);
    assertThat(trail.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.result()).isEqualTo(code))
        .satisfies(row -> assertThat(row.caller().client().value()).isEqualTo("crm"));
  }

  @Test
  void the_description_stands_for_itself() throws Exception {
    assertThat(description())
        .startsWith("<?xml")
        .contains("location=\"" + server.url("") + "\"")
        .doesNotContain("import", "include", "schemaLocation", "@");
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-Proto, https, https://127.0.0.1:",
    "X-Forwarded-Host, crm.example:8443, http://crm.example:8443/servicemanager/services/",
    "X-Forwarded-Host, 'a.example, b.example', http://a.example/servicemanager/services/",
    "X-Forwarded-Port, 81, http://127.0.0.1:81/servicemanager/services/",
    "X-Forwarded-Port, 80, http://127.0.0.1/servicemanager/services/",
    "X-Forwarded-Host, a\"b, http://127.0.0.1:",
    "X-Forwarded-Proto, javascript, http://127.0.0.1:"
  })
  void the_description_gives_the_address_that_the_client_sees(
      String header, String value, String beginning) throws Exception {
    assertThat(description(header, value)).contains("location=\"" + beginning);
  }

  private String description(String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.url("?wsdl")).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request).body();
  }

  private HttpResponse<String> call(String body) throws Exception {
    return post(XML, envelope(body));
  }

  private static String envelope(String body) {
    return envelope(SOAP_11, body);
  }

  private static String envelope(String namespace, String body) {
    return "<s:Envelope xmlns:s='" + namespace + "'><s:Body>" + body + "</s:Body></s:Envelope>";
  }

  private HttpResponse<String> post(String type, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(server.url(""))
            .header("Content-Type", type)
            .header("SOAPAction", "\"anything\"")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(
        request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void assertHeader(HttpResponse<String> answer, String name, String value) {
    assertThat(answer.headers().allValues(name)).containsExactly(value);
  }
}
