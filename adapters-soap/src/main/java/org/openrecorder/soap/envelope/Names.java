package org.openrecorder.soap.envelope;

import jakarta.xml.soap.SOAPEnvelope;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;

/** Names that are on the wire. */
public final class Names {

  /** Of the published WSDL; stable, and not a host. */
  public static final String NAMESPACE = "urn:openrecorder:recording";

  static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  /** Of the envelope: the one that the SOAP stack writes as well. */
  static final String ENVELOPE_PREFIX = "soap";

  private Names() {}

  /** An empty message without a header. */
  static SOAPMessage message(SoapVersion version) throws SOAPException {
    SOAPMessage message = version.emptyMessage();
    message.getSOAPHeader().detachNode();
    SOAPEnvelope envelope = message.getSOAPPart().getEnvelope();
    String given = envelope.getPrefix();
    envelope.setPrefix(ENVELOPE_PREFIX);
    envelope.removeNamespaceDeclaration(given);
    message.getSOAPBody().setPrefix(ENVELOPE_PREFIX);
    return message;
  }
}
