package org.openrecorder.soap.envelope;

import jakarta.xml.soap.SOAPBody;
import jakarta.xml.soap.SOAPElement;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import java.util.Locale;
import javax.xml.namespace.QName;
import org.openrecorder.application.Rejection;

/** A rejection as SOAP says it. */
public record SoapFault(SoapVersion version, FaultKind kind, Rejection rejection) {

  private static final QName DETAIL = new QName(Names.NAMESPACE, "recordingFault", "rec");

  /** With the kind that the rejection's code has in the table of the application. */
  public static SoapFault of(SoapVersion version, Rejection rejection) {
    return new SoapFault(version, FaultKind.of(rejection.code()), rejection);
  }

  public int httpStatus() {
    return kind.httpStatus(version);
  }

  public SOAPMessage message() {
    try {
      return written();
    } catch (SOAPException impossible) {
      throw new IllegalStateException("a fault that cannot be written", impossible);
    }
  }

  private SOAPMessage written() throws SOAPException {
    SOAPMessage message = Names.message(version);
    jakarta.xml.soap.SOAPFault fault = addFault(message.getSOAPBody());
    if (concernsTheBody()) {
      addDetail(fault.addDetail().addChildElement(DETAIL));
    }
    return message;
  }

  /**
   * SOAP 1.2 demands a language; in SOAP 1.1 it would be an attribute that keeps node-soap from
   * telling its caller the message.
   */
  private jakarta.xml.soap.SOAPFault addFault(SOAPBody body) throws SOAPException {
    return switch (version) {
      case SOAP_1_1 -> body.addFault(kind.code(version), rejection.message());
      case SOAP_1_2 -> body.addFault(kind.code(version), rejection.message(), Locale.ENGLISH);
    };
  }

  /** A detail tells of the body only: SOAP 1.1, section 4.4. */
  private boolean concernsTheBody() {
    return kind == FaultKind.CLIENT || kind == FaultKind.SERVER;
  }

  private void addDetail(SOAPElement detail) throws SOAPException {
    detail.addChildElement(child("code")).addTextNode(rejection.code().name());
    detail.addChildElement(child("message")).addTextNode(rejection.message());
    if (rejection.recording().isPresent()) {
      detail
          .addChildElement(child("recordingId"))
          .addTextNode(rejection.recording().get().toString());
    }
  }

  private static QName child(String name) {
    return new QName(Names.NAMESPACE, name, DETAIL.getPrefix());
  }
}
