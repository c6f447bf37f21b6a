package org.openrecorder.soap.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.soap.envelope.FaultKind;
import org.openrecorder.soap.envelope.SoapVersion;

class EnvelopeCleanerTest {

  private static final String OPEN =
      "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>";
  private static final String CLOSE = "</s:Envelope>";
  private static final String CALL =
      "<s:Body><stop><extenOrUniqueId>410</extenOrUniqueId></stop></s:Body>";

  @Test
  void an_envelope_is_copied_without_comments_and_instructions() {
    Incoming incoming = clean(OPEN + "<!-- c --><?pi x?>" + CALL + CLOSE);
    assertThat(xml(incoming)).contains("<extenOrUniqueId>410<").doesNotContain("<!--", "<?pi");
  }

  @Test
  void each_version_is_told_by_its_namespace() {
    String version12 = "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'/>";
    assertThat(((Incoming.Clean) clean(version12)).version()).isEqualTo(SoapVersion.SOAP_1_2);
  }

  @Test
  void another_version_is_a_mismatch() {
    assertThat(kind("<Envelope xmlns='urn:soap-9'/>")).isEqualTo(FaultKind.VERSION_MISMATCH);
  }

  @Test
  void a_header_that_must_be_understood_is_not() {
    String header = "<s:Header><h s:mustUnderstand='1'/></s:Header>";
    assertThat(kind(OPEN + header + CALL + CLOSE)).isEqualTo(FaultKind.MUST_UNDERSTAND);
  }

  @Test
  void a_header_for_somebody_else_is_passed_over() {
    String header = "<s:Header><h s:mustUnderstand='1' s:actor='urn:b'/></s:Header>";
    assertThat(clean(OPEN + header + CALL + CLOSE)).isInstanceOf(Incoming.Clean.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a", "", OPEN + CLOSE + "<b/>", "no XML"})
  void what_is_no_xml_is_refused(String text) {
    assertThat(refusal(text)).isEqualTo("the request is not well-formed XML");
    assertThat(kind(text)).isEqualTo(FaultKind.CLIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>"
      })
  void a_document_type_is_refused(String doctype) {
    assertThat(refusal(doctype + OPEN + CALL + CLOSE))
        .isEqualTo("a document type declaration is not accepted");
  }

  @Test
  void each_limit_holds_and_what_keeps_to_it_passes() {
    int depth = EnvelopeLimits.DEPTH - 1; // within the envelope
    assertThat(clean(OPEN + within(depth) + CLOSE)).isInstanceOf(Incoming.Clean.class);
    assertThat(refusal(OPEN + within(depth + 1) + CLOSE)).contains("nested deeper than 16");
    int elements = EnvelopeLimits.ELEMENTS - 1;
    assertThat(clean(OPEN + "<a/>".repeat(elements) + CLOSE)).isInstanceOf(Incoming.Clean.class);
    assertThat(refusal(OPEN + "<a/>".repeat(elements + 1) + CLOSE))
        .contains("more than 256 elements");
    assertThat(refusal(OPEN + "x".repeat(EnvelopeLimits.TEXT_LENGTH + 1) + CLOSE))
        .contains("a text is longer than 16384 characters");
    assertThat(refusal(OPEN + with("x".repeat(EnvelopeLimits.ATTRIBUTE_LENGTH + 1)) + CLOSE))
        .contains("an attribute is longer than 2048 characters");
    assertThat(refusal(OPEN + attributes(EnvelopeLimits.ATTRIBUTES + 1) + CLOSE))
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
        "<s:Body><stop><a><i:Include xmlns:i='http://www.w3.org/2004/08/xop/include' href='cid:1'/></a></stop></s:Body>";
    assertThat(kind(OPEN + include + CLOSE)).isEqualTo(FaultKind.CLIENT);
  }

  private static Incoming clean(String xml) {
    return EnvelopeCleaner.clean(
        new Body(ContentType.parse("text/xml"), xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static String xml(Incoming incoming) {
    return new String(((Incoming.Clean) incoming).xml(), StandardCharsets.UTF_8);
  }

  private static String refusal(String xml) {
    return ((Incoming.Faulty) clean(xml)).fault().refusal().message();
  }

  private static FaultKind kind(String xml) {
    return ((Incoming.Faulty) clean(xml)).fault().kind();
  }
}
