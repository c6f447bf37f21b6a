package org.openrecorder.soap.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.openrecorder.soap.envelope.FaultKind;
import org.openrecorder.soap.envelope.MalformedRequestException;
import org.openrecorder.soap.envelope.SoapCallReader;
import org.openrecorder.soap.envelope.SoapVersion;
import org.openrecorder.soap.envelope.XmlElement;

/** Looks at requests before any other code does. Opens nothing, follows nothing. */
public final class RequestGuard {

  /** None that a browser would send across sites without asking. */
  private static final Set<String> XML =
      Set.of("text/xml", "application/soap+xml", "application/xml", "application/xop+xml");

  private RequestGuard() {}

  /**
   * Reads the request's body.
   *
   * @throws IOException if the client has gone or is too slow
   */
  public static InspectedRequest inspect(HttpServletRequest request) throws IOException {
    try {
      return inspect(Body.read(request), request.getHeader("SOAPAction") != null);
    } catch (MalformedRequestException refused) {
      return InspectedRequest.faulty(SoapVersion.SOAP_1_1, refused);
    }
  }

  static InspectedRequest inspect(Body body, boolean soapAction) {
    try {
      return read(EnvelopeReader.read(EnvelopeText.of(envelope(body, soapAction))));
    } catch (MalformedRequestException refused) {
      return InspectedRequest.faulty(SoapVersion.SOAP_1_1, refused);
    }
  }

  /**
   * A {@code SOAPAction} says that it is SOAP, whatever the type: a browser would not send it
   * either.
   */
  private static Body envelope(Body body, boolean soapAction) throws MalformedRequestException {
    Body envelope = body.type().name().equals("multipart/related") ? RootPart.of(body) : body;
    if (!soapAction && !XML.contains(envelope.type().name())) {
      throw new MalformedRequestException(
          "the Content-Type is none of SOAP's, and there is no SOAPAction");
    }
    return envelope;
  }

  private static InspectedRequest read(XmlElement root) throws MalformedRequestException {
    SoapVersion version = version(root);
    try {
      Headers.require(version, root);
      return new InspectedRequest.Call(SoapCallReader.read(version, root));
    } catch (MalformedRequestException refused) {
      return InspectedRequest.faulty(version, refused);
    }
  }

  private static SoapVersion version(XmlElement root) throws MalformedRequestException {
    if (!root.name().getLocalPart().equals("Envelope")) {
      throw new MalformedRequestException("the request is not a SOAP envelope");
    }
    return SoapVersion.of(root.name().getNamespaceURI())
        .orElseThrow(
            () ->
                new MalformedRequestException(
                    FaultKind.VERSION_MISMATCH, "SOAP 1.1 and 1.2 are spoken here"));
  }
}
