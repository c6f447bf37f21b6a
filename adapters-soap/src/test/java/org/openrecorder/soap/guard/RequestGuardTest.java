package org.openrecorder.soap.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.legacy.LegacyArgument;
import org.openrecorder.soap.envelope.FaultKind;
import org.openrecorder.soap.envelope.SoapCall;
import org.openrecorder.soap.envelope.SoapVersion;

class RequestGuardTest {

  private static final String OPEN =
      "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>";
  private static final String CLOSE = "</s:Envelope>";
  private static final String CALL = body("<stop><extenOrUniqueId>410</extenOrUniqueId></stop>");
  private static final String ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";

  private static String body(String content) {
    return "<s:Body>" + content + "</s:Body>";
  }

  private static InspectedRequest inspect(String xml) {
    return inspect("text/xml; charset=utf-8", xml.getBytes(StandardCharsets.UTF_8));
  }

  private static InspectedRequest inspect(String type, byte[] bytes) {
    return RequestGuard.inspect(new Body(ContentType.parse(type), bytes), false);
  }

  private static SoapCall call(String xml) {
    assertThat(inspect(xml)).isInstanceOf(InspectedRequest.Call.class);
    return ((InspectedRequest.Call) inspect(xml)).call();
  }

  /** The values of each argument, with a bar between them. */
  private static List<String> values(String body) {
    return call(OPEN + body(body) + CLOSE).arguments().stream()
        .map(LegacyArgument::values)
        .map(values -> String.join("|", values))
        .toList();
  }

  private static String rejection(String xml) {
    return ((InspectedRequest.Faulty) inspect(xml)).fault().rejection().message();
  }

  private static FaultKind kind(String xml) {
    return ((InspectedRequest.Faulty) inspect(xml)).fault().kind();
  }

  @Test
  void a_call_is_read_past_comments_and_instructions() {
    SoapCall call = call(OPEN + "<!-- c --><?pi x?>" + CALL + CLOSE);
    assertThat(call.operation()).contains("stop");
    assertThat(call.arguments()).containsExactly(LegacyArgument.of("extenOrUniqueId", "410"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>4<!-- c -->10</a>",
        "<a>4<?pi x?>10</a>",
        "<a><![CDATA[4]]>10</a>",
        "<a>&#52;10</a>",
        "<a xmlns=''>410</a>",
        "<x:a xmlns:x='urn:x'>410</x:a>",
        "<a href='#q'/></stop><q id='q'>410</q><stop>",
        "<a href='#q'/></stop><w><q id='q'>410</q></w><stop>",
        "<a href='#p'/></stop><p id='p' href='#q'/><q id='q'>410</q><stop>",
        "<a ref='#q'>410</a></stop><q id='q'>411</q><stop>"
      })
  void a_value_is_read_however_it_is_written(String argument) {
    assertThat(values("<stop xmlns='urn:d'>" + argument + "</stop>")).containsExactly("410");
  }

  @ParameterizedTest
  @ValueSource(strings = {"e:ref='q'", "ref='#q'", "ref='q'"})
  void soap_1_2_refers_in_a_way_of_its_own(String reference) {
    String body =
        "<stop><a xmlns:e='http://www.w3.org/2003/05/soap-encoding' "
            + reference
            + "/><b href='#q'>411</b></stop>"
            + "<q e:id='q' xmlns:e='http://www.w3.org/2003/05/soap-encoding'>410</q>";
    SoapCall call =
        call("<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'>" + body(body) + CLOSE);
    assertThat(call.arguments())
        .containsExactly(LegacyArgument.of("a", "410"), LegacyArgument.of("b", "411"));
  }

  @Test
  void of_values_beside_the_call_the_right_ones_are_taken() {
    assertThat(
            values(
                "<start><a href='#a'/><b href='#b'/></start>"
                    + "<multiRef id='x'>4</multiRef><multiRef id='b'>t</multiRef>"
                    + "<multiRef id='a'>10</multiRef>"))
        .containsExactly("10", "t");
  }

  @Test
  void an_argument_may_refer_to_another_one() {
    assertThat(values("<start><a id='i'>410</a><b href='#i'/></start>"))
        .containsExactly("410", "410");
    assertThat(values("<start><a href='#i'/><b id='i'>410</b></start>"))
        .containsExactly("410", "410");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<s:Header><h id='i'>410</h></s:Header>", "<t id='i'>410</t>"})
  void a_value_may_lie_outside_the_body(String outside) {
    String referring = body("<stop><a href='#i'/></stop>");
    for (String content : List.of(outside + referring, referring + outside)) {
      assertThat(call(OPEN + content + CLOSE).arguments())
          .containsExactly(LegacyArgument.of("a", "410"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<a href='#none'/>; ''",
        "<a href='http://127.0.0.1/'/>; ''",
        "<a href='#i' id='i'/>; ''",
        "<a href='#i'/></stop><p id='i' href='#j'/><p id='j' href='#i'/><stop>; ''",
        "<a href='#i'>411</a></stop><p id='i'>410</p><stop>; 410",
        "<a href='#i'/></stop><p id='i'>410</p><p id='i'>411</p><stop>; 410|411",
        "<a href='#i'/></stop><p id='i'>410</p><p id='i'>410</p><stop>; 410",
        "<a xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:nil='1'>410</a>; ''",
        "<a xmlns:x='http://www.w3.org/1999/XMLSchema-instance' x:null='1'>410</a>; ''",
        "<a><b>410</b></a>; ''"
      })
  void what_is_no_one_value_is_none(String argument, String values) {
    assertThat(values("<stop>" + argument + "</stop>")).containsExactly(values);
  }

  /** Each of them would lead to all, over and over. */
  @Test
  void references_that_lead_to_each_other_are_followed_once() {
    String circle = "<p id='i' href='#i'/>".repeat(200);
    assertThat(values("<stop><a href='#i'/></stop>" + circle)).containsExactly("");
  }

  @Test
  void what_says_that_it_is_no_root_is_not_the_call() {
    String value = "<multiRef xmlns:e='" + ENCODING + "' e:root='0' id='a'>410</multiRef>";
    assertThat(values(value + "<stop><a href='#a'/></stop>")).containsExactly("410");
  }

  @Test
  void each_version_is_told_by_its_namespace() {
    String version12 =
        "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body/></e:Envelope>";
    assertThat(call(version12).version()).isEqualTo(SoapVersion.SOAP_1_2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:soap-9", ""})
  void another_version_is_a_mismatch(String namespace) {
    assertThat(kind("<Envelope xmlns='" + namespace + "'/>")).isEqualTo(FaultKind.VERSION_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<s:body><stop/></s:body>",
        "<Body><stop/></Body>",
        "<b:Body xmlns:b='http://www.w3.org/2003/05/soap-envelope'><stop/></b:Body>",
        "<s:Header><s:Body/></s:Header>",
        "<s:Body/><s:Body/>"
      })
  void an_envelope_without_one_body_of_its_own_is_refused(String content) {
    assertThat(rejection(OPEN + content + CLOSE)).contains("one Body");
    assertThat(kind(OPEN + content + CLOSE)).isEqualTo(FaultKind.CLIENT);
  }

  @Test
  void a_header_that_must_be_understood_is_named() {
    String header = "<s:Header><w:Security xmlns:w='urn:w' s:mustUnderstand='1'/></s:Header>";
    assertThat(kind(OPEN + header + CALL + CLOSE)).isEqualTo(FaultKind.MUST_UNDERSTAND);
    assertThat(rejection(OPEN + header + CALL + CLOSE)).contains("{urn:w}Security");
  }

  @Test
  void the_name_of_a_header_is_told_in_part_where_it_is_long() {
    String header = "<s:Header><h" + "x".repeat(900) + " s:mustUnderstand='1'/></s:Header>";
    assertThat(rejection(OPEN + header + CALL + CLOSE)).hasSizeLessThan(300).contains("hxxx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s:mustUnderstand='1' s:actor='urn:b'",
        "s:mustUnderstand='1' s:actor=''",
        "s:mustUnderstand='0'",
        "mustUnderstand='1'",
        ""
      })
  void a_header_that_demands_nothing_of_us_is_passed_over(String attributes) {
    String header = "<s:Header><h " + attributes + "/></s:Header>";
    assertThat(inspect(OPEN + header + CALL + CLOSE)).isInstanceOf(InspectedRequest.Call.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a",
        "",
        OPEN + CLOSE + "<b/>",
        "no XML",
        "<?xml version='1.2'?><a/>",
        OPEN + "&#1;" + CLOSE
      })
  void what_is_no_xml_is_refused(String text) {
    assertThat(rejection(text)).isEqualTo("the request is not well-formed XML");
    assertThat(kind(text)).isEqualTo(FaultKind.CLIENT);
  }

  @Test
  void xml_1_1_is_read() {
    assertThat(inspect("<?xml version='1.1'?>" + OPEN + CALL + CLOSE))
        .isInstanceOf(InspectedRequest.Call.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>"
      })
  void a_document_type_is_refused(String doctype) {
    assertThat(rejection(doctype + OPEN + CALL + CLOSE))
        .isEqualTo("a document type declaration is not accepted");
  }

  @Test
  void each_limit_holds_and_what_keeps_to_it_passes() {
    int depth = EnvelopeLimits.DEPTH - 1; // within the envelope
    assertThat(inspect(OPEN + CALL + within(depth) + CLOSE))
        .isInstanceOf(InspectedRequest.Call.class);
    assertThat(rejection(OPEN + within(depth + 1) + CLOSE)).contains("nested deeper than 16");
    int elements = EnvelopeLimits.ELEMENTS - 4;
    assertThat(inspect(OPEN + CALL + "<a/>".repeat(elements) + CLOSE))
        .isInstanceOf(InspectedRequest.Call.class);
    assertThat(rejection(OPEN + CALL + "<a/>".repeat(elements + 1) + CLOSE))
        .contains("more than 256 elements");
    assertThat(rejection(OPEN + "x".repeat(EnvelopeLimits.TEXT_LENGTH + 1) + CLOSE))
        .contains("a text is longer than 16384 characters");
    assertThat(rejection(OPEN + with("x".repeat(EnvelopeLimits.ATTRIBUTE_LENGTH + 1)) + CLOSE))
        .contains("an attribute is longer than 2048 characters");
    assertThat(rejection(OPEN + attributes(EnvelopeLimits.ATTRIBUTES + 1) + CLOSE))
        .contains("more than 32 attributes");
  }

  private static String within(int levels) {
    return "<a>".repeat(levels) + "</a>".repeat(levels);
  }

  private static String with(String attribute) {
    return "<a b='" + attribute + "'/>";
  }

  private static String attributes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "b" + i + "=''")
        .collect(Collectors.joining(" ", "<a ", "/>"));
  }

  @Test
  void included_content_is_refused() {
    String include =
        body(
            "<stop><a><i:Include xmlns:i='http://www.w3.org/2004/08/xop/include' href='cid:1'/></a></stop>");
    assertThat(rejection(OPEN + include + CLOSE)).isEqualTo("included content is not accepted");
  }

  // -- charsets

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/xml; charset=utf-8           |  | UTF-8",
        "text/xml; charset=UTF8            |  | UTF-8",
        "text/xml; charset='utf-8'         |  | UTF-8",
        "text/xml, charset=utf-8           |  | UTF-8",
        "text/xml;charset=\"iso-8859-1\"   |  | ISO-8859-1",
        "text/xml; charset=windows-1252    |  | windows-1252",
        "text/xml; charset=utf-16          |  | UTF-16",
        "text/xml; charset=utf-16          |  | UTF-16BE",
        "text/xml; charset=utf-16le        |  | UTF-16LE",
        "text/xml; charset=utf-32          |  | UTF-32",
        "text/xml; charset=utf-8           | <?xml version='1.0' encoding='ISO-8859-1'?> | UTF-8",
        "text/xml; charset=                |  | UTF-8",
        "text/xml                          |  | UTF-8",
        "text/xml                          |  | UTF-16",
        "text/xml                          | <?xml version='1.0'?> | UTF-16BE",
        "text/xml                          | <?xml version='1.0' encoding='utf-16'?> | UTF-16LE",
        "text/xml                          | <?xml version='1.0' encoding='ISO-8859-1'?> | ISO-8859-1",
        "text/xml                          | <?xml version=\"1.0\" encoding=\"windows-1252\" ?> | windows-1252",
        "text/xml                          | <?xml version='1.0' encoding='utf-16'?> | UTF-8"
      })
  void a_text_is_read_in_its_charset(String type, String declaration, String charset) {
    String xml = (declaration == null ? "" : declaration) + OPEN + CALL.replace("410", "é") + CLOSE;
    assertRead(type, xml.getBytes(Charset.forName(charset)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/xml; charset=utf-8", "text/xml"})
  void a_byte_order_mark_is_none_of_the_document(String type) {
    String xml = "\ufeff<?xml version='1.0'?>" + OPEN + CALL.replace("410", "é") + CLOSE;
    assertRead(type, xml.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRead(String type, byte[] bytes) {
    InspectedRequest incoming = inspect(type, bytes);
    assertThat(incoming).isInstanceOf(InspectedRequest.Call.class);
    assertThat(((InspectedRequest.Call) incoming).call().arguments())
        .containsExactly(LegacyArgument.of("extenOrUniqueId", "é"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/xml; charset=utf-8     | ISO-8859-1 | the request is not in its charset, UTF-8",
        "text/xml                    | ISO-8859-1 | the request is not in its charset, UTF-8",
        "text/xml; charset=us-ascii  | UTF-8      | the request is not in its charset, US-ASCII",
        "text/xml; charset=utf-8     | UTF-16     | the request is not in its charset, UTF-8",
        "text/xml; charset=nonesuch  | UTF-8      | the charset of the request is not known",
        "text/xml; charset=utf-7     | UTF-8      | the charset of the request is not known",
        "text/xml; charset=..        | UTF-8      | the charset of the request is not known"
      })
  void what_is_not_in_its_charset_is_refused(String type, String charset, String rejection) {
    String xml = OPEN + CALL.replace("410", "é") + CLOSE;
    InspectedRequest incoming = inspect(type, xml.getBytes(Charset.forName(charset)));
    assertThat(((InspectedRequest.Faulty) incoming).fault().rejection().message())
        .isEqualTo(rejection);
  }

  // -- types

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/octet-stream",
        "multipart/form-data; boundary=x",
        "nonsense"
      })
  void any_type_is_taken_with_a_soap_action_and_none_of_these_without(String type) {
    byte[] bytes = (OPEN + CALL + CLOSE).getBytes(StandardCharsets.UTF_8);
    Body body = new Body(ContentType.parse(type), bytes);
    assertThat(RequestGuard.inspect(body, true)).isInstanceOf(InspectedRequest.Call.class);
    assertThat(RequestGuard.inspect(body, false)).isInstanceOf(InspectedRequest.Faulty.class);
  }
}
