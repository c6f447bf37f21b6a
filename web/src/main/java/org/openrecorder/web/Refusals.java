package org.openrecorder.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.rest.api.ApiApplication;
import org.openrecorder.rest.legacy.LegacyGetAnswer;
import org.openrecorder.rest.refusal.HttpRefusal;
import org.openrecorder.rest.refusal.RefusalForm;
import org.openrecorder.rest.refusal.WrittenRefusal;

/** Says no at the edge, in the form of the door that the request was for. */
@Dependent
public class Refusals {

  private static final String SOAP_12 = "application/soap+xml";

  /** To whoever brought a token (RFC 6750, section 3); old clients need not understand it. */
  private static final String TOKEN_CHALLENGE =
      "Bearer realm=\"Open Recorder\", error=\"invalid_token\"";

  private final LegacyGetAnswer usualAnswer;

  @Inject
  public Refusals(LegacyGetAnswer usualAnswer) {
    this.usualAnswer = usualAnswer;
  }

  /** With the status that the form has for the refusal. */
  void send(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    WrittenRefusal written = formFor(request).write(refusal);
    setHead(response, written);
    if (refusal.code() == RefusalCode.UNAUTHENTICATED && broughtToken(request)) {
      response.addHeader("WWW-Authenticate", TOKEN_CHALLENGE);
    }
    writeBody(response, written);
  }

  /** What HTTP itself refuses. */
  void send(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    WrittenRefusal written = formFor(request).write(status, HttpRefusal.of(status));
    setHead(response, written);
    writeBody(response, written);
  }

  RefusalForm formFor(HttpServletRequest request) {
    String path = Paths.asked(request);
    if (path.startsWith(ApiApplication.PATH)) {
      return RefusalForm.PROBLEM;
    }
    return path.equals(LegacyUrl.PATH) ? legacyFormFor(request) : RefusalForm.PLAIN_TEXT;
  }

  private RefusalForm legacyFormFor(HttpServletRequest request) {
    return LegacyUrl.of(request) == LegacyUrl.SOAP
        ? soapFormFor(request)
        : usualAnswer.to(request).refusals();
  }

  /** A message with attachments names the type of the message in its own type. */
  private static RefusalForm soapFormFor(HttpServletRequest request) {
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    boolean version12 = type.toLowerCase(Locale.ROOT).contains(SOAP_12);
    return version12 ? RefusalForm.SOAP_1_2 : RefusalForm.SOAP_1_1;
  }

  private static boolean broughtToken(HttpServletRequest request) {
    String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    return BearerToken.parse(header).isPresent();
  }

  private static void setHead(HttpServletResponse response, WrittenRefusal refusal) {
    response.setStatus(refusal.status());
    response.setContentType(refusal.contentType());
    refusal.headers().forEach(response::setHeader);
    response.setContentLength(refusal.bytes().length);
  }

  private static void writeBody(HttpServletResponse response, WrittenRefusal refusal)
      throws IOException {
    response.getOutputStream().write(refusal.bytes());
  }
}
