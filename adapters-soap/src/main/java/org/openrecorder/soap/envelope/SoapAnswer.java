package org.openrecorder.soap.envelope;

import jakarta.xml.soap.SOAPElement;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.openrecorder.application.legacy.LegacyMethod;

/**
 * The answer to a call, in the client's namespace and style: plain for document/literal, with types
 * as Axis 1.4 wrote them for callers that speak the section 5 encoding.
 */
public record SoapAnswer(SoapCall call, LegacyMethod method) {

  private static final String PREFIX = "ns1";

  /** An answer that says no more than that it was done. */
  public SOAPMessage empty() {
    return message(Optional.empty());
  }

  /** An answer with a value, which is BASE64 or stands for it. */
  public SOAPMessage with(String base64) {
    return message(Optional.of(base64));
  }

  private SOAPMessage message(Optional<String> base64) {
    try {
      return written(base64);
    } catch (SOAPException impossible) {
      throw new IllegalStateException("an answer that cannot be written", impossible);
    }
  }

  private SOAPMessage written(Optional<String> base64) throws SOAPException {
    SOAPMessage message = Names.message(call.version());
    SOAPElement response = message.getSOAPBody().addBodyElement(name("Response", true));
    if (call.encoded()) {
      response.addAttribute(
          new QName(call.version().namespace(), "encodingStyle", Names.ENVELOPE_PREFIX),
          call.version().encoding());
    }
    if (base64.isPresent()) {
      addValue(response, base64.get());
    }
    return message;
  }

  /**
   * The type is that of the schema: Apache Axis and PHP know it as well as the one of the SOAP
   * encoding, and Perl's SOAP::Lite knows only this.
   */
  private void addValue(SOAPElement response, String base64) throws SOAPException {
    SOAPElement value = response.addChildElement(name("Return", call.qualified()));
    if (call.encoded()) {
      value.addNamespaceDeclaration("xsd", XMLConstants.W3C_XML_SCHEMA_NS_URI);
      value.addAttribute(new QName(Names.SCHEMA_INSTANCE, "type", "xsi"), "xsd:base64Binary");
    }
    value.addTextNode(base64);
  }

  private QName name(String suffix, boolean qualified) {
    String local = method.wireName() + suffix;
    return qualified && !call.namespace().isEmpty()
        ? new QName(call.namespace(), local, PREFIX)
        : new QName(local);
  }
}
