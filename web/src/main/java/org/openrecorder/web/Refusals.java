package org.openrecorder.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.openrecorder.application.Refusal;
import org.openrecorder.rest.api.ApiApplication;
import org.openrecorder.rest.refusal.HttpRefusal;
import org.openrecorder.rest.refusal.RefusalForm;
import org.openrecorder.rest.refusal.WrittenRefusal;

/** Says no at the edge, in the form of the door that the request was for. */
final class Refusals {

  private static final String SOAP_12 = "application/soap+xml";

  private Refusals() {}

  /** With the status that the form has for the refusal. */
  static void send(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    write(response, formFor(request).write(refusal));
  }

  /** What HTTP itself refuses. */
  static void send(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    write(response, formFor(request).write(status, HttpRefusal.of(status)));
  }

  static RefusalForm formFor(HttpServletRequest request) {
    String path = Paths.asked(request);
    if (path.startsWith(ApiApplication.PATH)) {
      return RefusalForm.PROBLEM;
    }
    boolean soap = path.equals(LegacyUrl.PATH) && LegacyUrl.of(request) == LegacyUrl.SOAP;
    return soap ? soapFormFor(request) : RefusalForm.PLAIN_TEXT;
  }

  /** A message with attachments names the type of the message in its own type. */
  private static RefusalForm soapFormFor(HttpServletRequest request) {
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    boolean version12 = type.toLowerCase(Locale.ROOT).contains(SOAP_12);
    return version12 ? RefusalForm.SOAP_1_2 : RefusalForm.SOAP_1_1;
  }

  private static void write(HttpServletResponse response, WrittenRefusal refusal)
      throws IOException {
    byte[] body = refusal.bytes();
    response.setStatus(refusal.status());
    response.setContentType(refusal.contentType());
    refusal.headers().forEach(response::setHeader);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
