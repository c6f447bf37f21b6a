package org.openrecorder.soap.envelope;

import jakarta.xml.soap.MessageFactory;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/** The versions of SOAP that are spoken. A caller is answered in its own. */
public enum SoapVersion {
  SOAP_1_1(
      SOAPConstants.URI_NS_SOAP_1_1_ENVELOPE,
      SOAPConstants.SOAP_1_1_PROTOCOL,
      "text/xml",
      "http://schemas.xmlsoap.org/soap/encoding/"),
  SOAP_1_2(
      SOAPConstants.URI_NS_SOAP_1_2_ENVELOPE,
      SOAPConstants.SOAP_1_2_PROTOCOL,
      "application/soap+xml",
      "http://www.w3.org/2003/05/soap-encoding");

  private final String namespace;
  private final String protocol;
  private final String mediaType;
  private final String encoding;

  SoapVersion(String namespace, String protocol, String mediaType, String encoding) {
    this.namespace = namespace;
    this.protocol = protocol;
    this.mediaType = mediaType;
    this.encoding = encoding;
  }

  /** The version whose envelopes are in that namespace. */
  public static Optional<SoapVersion> of(String namespace) {
    return Arrays.stream(values())
        .filter(version -> version.namespace.equals(namespace))
        .findFirst();
  }

  /** Of the envelope. */
  public String namespace() {
    return namespace;
  }

  /** A name in that namespace. */
  public QName name(String local) {
    return new QName(namespace, local);
  }

  /** As answers and requests name it, with the one charset that is written. */
  public String contentType() {
    return mediaType + ";charset=utf-8";
  }

  /** The namespace of its section 5 encoding. */
  String encoding() {
    return encoding;
  }

  /** The attributes that say where an element's value is. */
  List<QName> references() {
    return switch (this) {
      case SOAP_1_1 -> List.of(new QName("href"));
      case SOAP_1_2 -> List.of(new QName(encoding, "ref"), new QName("ref"));
    };
  }

  SOAPMessage emptyMessage() throws SOAPException {
    return MessageFactory.newInstance(protocol).createMessage();
  }
}
