package org.openrecorder.rest.legacy;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.legacy.LegacyMethod;
import org.openrecorder.application.legacy.LegacyResult;
import org.openrecorder.rest.error.ErrorFormat;
import org.openrecorder.rest.response.RejectedException;

/**
 * The envelopes that Apache Axis 1.4 gave to GET, for clients that take them apart. Source: section
 * 5 of the contract.
 */
final class AxisAnswers implements LegacyAnswers {

  private static final String XML = "text/xml;charset=utf-8";

  private static final String OPEN =
      """
      <?xml version="1.0" encoding="UTF-8"?>\
      <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" \
      xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>""";

  private static final String CLOSE = "</soapenv:Body></soapenv:Envelope>";

  private static final String ENCODING =
      "soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"";

  private static final String BASE64_TYPE =
      "xsi:type=\"soapenc:base64Binary\" xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\"";

  @Override
  public Response done(LegacyResult.Done done) {
    String envelope = OPEN + "<" + response(done.method()) + " " + ENCODING + "/>" + CLOSE;
    byte[] bytes = envelope.getBytes(StandardCharsets.UTF_8);
    return LegacyHeaders.of(done.recording(), Response.ok(bytes, XML), bytes.length).build();
  }

  @Override
  public Response audio(LegacyResult.Audio audio) {
    Base64Body body =
        new Base64Body(before(audio.method()), audio.signature(), after(audio.method()));
    return LegacyHeaders.of(body, Response.ok(body, XML)).build();
  }

  @Override
  public Response refused(Rejection rejection) {
    return RejectedException.as(ErrorFormat.SOAP_1_1, rejection);
  }

  private static String before(LegacyMethod method) {
    return OPEN
        + "<"
        + response(method)
        + " "
        + ENCODING
        + "><"
        + returned(method)
        + " "
        + BASE64_TYPE
        + ">";
  }

  private static String after(LegacyMethod method) {
    return "</" + returned(method) + "></" + response(method) + ">" + CLOSE;
  }

  private static String response(LegacyMethod method) {
    return method.wireName() + "Response";
  }

  private static String returned(LegacyMethod method) {
    return method.wireName() + "Return";
  }
}
