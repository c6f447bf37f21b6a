package org.openrecorder.soap.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
  @ValueSource(
      strings = {
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>",
        "<a",
        "",
        "<a/><b/>",
        "no XML"
      })
  void what_is_not_plain_xml_is_refused(String text) {
    assertThat(kind(text)).isEqualTo(FaultKind.CLIENT);
  }

  @Test
  void each_limit_holds() {
    assertThat(kind(OPEN + "<a>".repeat(EnvelopeLimits.DEPTH) + CLOSE)).isEqualTo(FaultKind.CLIENT);
    assertThat(kind(OPEN + "<a/>".repeat(EnvelopeLimits.ELEMENTS) + CLOSE))
        .isEqualTo(FaultKind.CLIENT);
    assertThat(kind(OPEN + "x".repeat(EnvelopeLimits.TEXT_LENGTH + 1) + CLOSE))
        .isEqualTo(FaultKind.CLIENT);
    assertThat(
            kind(OPEN + "<a b='" + "x".repeat(EnvelopeLimits.ATTRIBUTE_LENGTH + 1) + "'/>" + CLOSE))
        .isEqualTo(FaultKind.CLIENT);
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

  private static FaultKind kind(String xml) {
    return ((Incoming.Faulty) clean(xml)).fault().kind();
  }
}
