package org.openrecorder.soap.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.soap.SOAPException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.domain.recording.RecordingId;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Faults of both versions; what each code looks like is said once, in the table of the codes. */
class SoapFaultTest {

  private static final String MESSAGE = "because of <this> & that";
  private static final RecordingId RECORDING = new RecordingId(new UUID(1, 2));

  private static SoapFault fault(SoapVersion version, ErrorCode code) {
    return SoapFault.of(
        version, Rejection.because(code, MESSAGE, "for the audit trail only").about(RECORDING));
  }

  private static boolean client(ErrorCode code) {
    return FaultKind.of(code) == FaultKind.CLIENT;
  }

  @ParameterizedTest
  @EnumSource
  void every_rejection_is_a_typed_fault_of_soap_1_1(ErrorCode code) throws Exception {
    SoapFault soapFault = fault(SoapVersion.SOAP_1_1, code);
    assertThat(soapFault.httpStatus()).isEqualTo(500);
    String namespace = SoapVersion.SOAP_1_1.namespace();
    Element fault = written(soapFault);
    assertQName(child(fault, "", "faultcode"), namespace, client(code) ? "Client" : "Server");
    assertThat(child(fault, "", "faultstring").getTextContent()).isEqualTo(MESSAGE);
    assertDetail(child(fault, "", "detail"), code);
  }

  /** Its HTTP binding answers 400 to what the sender did wrong. */
  @ParameterizedTest
  @EnumSource
  void every_rejection_is_a_typed_fault_of_soap_1_2(ErrorCode code) throws Exception {
    SoapFault soapFault = fault(SoapVersion.SOAP_1_2, code);
    assertThat(soapFault.httpStatus()).isEqualTo(client(code) ? 400 : 500);
    String namespace = SoapVersion.SOAP_1_2.namespace();
    Element fault = written(soapFault);
    assertQName(
        child(child(fault, namespace, "Code"), namespace, "Value"),
        namespace,
        client(code) ? "Sender" : "Receiver");
    Element text = child(child(fault, namespace, "Reason"), namespace, "Text");
    assertThat(text.getTextContent()).isEqualTo(MESSAGE);
    assertThat(text.getAttribute("xml:lang")).isEqualTo("en");
    assertDetail(child(fault, namespace, "Detail"), code);
  }

  private static Element written(SoapFault fault) throws Exception {
    String namespace = fault.version().namespace();
    byte[] xml = bytes(fault);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element envelope =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    return child(child(envelope, namespace, "Body"), namespace, "Fault");
  }

  private static byte[] bytes(SoapFault fault) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      fault.message().writeTo(out);
    } catch (SOAPException failed) {
      throw new AssertionError(failed);
    }
    assertThat(out.toString("UTF-8")).doesNotContain("audit trail");
    return out.toByteArray();
  }

  private static void assertQName(Element element, String namespace, String local) {
    String[] parts = element.getTextContent().split(":", 2);
    assertThat(element.lookupNamespaceURI(parts[0])).isEqualTo(namespace);
    assertThat(parts[1]).isEqualTo(local);
  }

  private static void assertDetail(Element detail, ErrorCode code) {
    Element typed = child(detail, Names.NAMESPACE, "recordingFault");
    assertThat(child(typed, Names.NAMESPACE, "code").getTextContent()).isEqualTo(code.name());
    assertThat(child(typed, Names.NAMESPACE, "message").getTextContent()).isEqualTo(MESSAGE);
    assertThat(child(typed, Names.NAMESPACE, "recordingId").getTextContent())
        .isEqualTo(RECORDING.toString());
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
}
