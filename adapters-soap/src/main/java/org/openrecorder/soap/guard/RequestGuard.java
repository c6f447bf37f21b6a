package org.openrecorder.soap.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.openrecorder.soap.envelope.SoapVersion;

/** Looks at requests before anybody else does. Opens nothing, follows nothing. */
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
  public static Incoming inspect(HttpServletRequest request) throws IOException {
    try {
      return EnvelopeCleaner.clean(envelope(Body.read(request)));
    } catch (UnacceptableRequest refused) {
      return Incoming.faulty(SoapVersion.SOAP_1_1, refused.kind(), refused.reason());
    }
  }

  private static Body envelope(Body body) throws UnacceptableRequest {
    Body envelope = body.type().name().equals("multipart/related") ? RootPart.of(body) : body;
    if (!XML.contains(envelope.type().name())) {
      throw new UnacceptableRequest("the Content-Type is none of SOAP's");
    }
    return envelope;
  }
}
