package org.openrecorder.edge;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.rest.api.ApiApplication;
import org.openrecorder.rest.error.ErrorFormat;
import org.openrecorder.rest.error.HttpErrors;
import org.openrecorder.rest.error.RenderedError;
import org.openrecorder.rest.legacy.LegacyGetAnswer;

/** Says no at the edge, in the form of the endpoint that the request was for. */
@Dependent
public class ErrorResponses {

  private static final String SOAP_12 = "application/soap+xml";

  /** To a client that sent a token (RFC 6750, section 3); old clients need not understand it. */
  private static final String TOKEN_CHALLENGE =
      "Bearer realm=\"Open Recorder\", error=\"invalid_token\"";

  private final LegacyGetAnswer usualAnswer;

  @Inject
  public ErrorResponses(LegacyGetAnswer usualAnswer) {
    this.usualAnswer = usualAnswer;
  }

  /** With the status that the form has for the rejection. */
  void send(HttpServletRequest request, HttpServletResponse response, Rejection rejection)
      throws IOException {
    RenderedError written = formFor(request).write(rejection);
    setHead(response, written);
    if (rejection.code() == ErrorCode.UNAUTHENTICATED && broughtToken(request)) {
      response.addHeader("WWW-Authenticate", TOKEN_CHALLENGE);
    }
    writeBody(response, written);
  }

  /** What HTTP itself refuses. */
  void send(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    RenderedError written = formFor(request).write(status, HttpErrors.of(status));
    setHead(response, written);
    writeBody(response, written);
  }

  ErrorFormat formFor(HttpServletRequest request) {
    String path = Paths.asked(request);
    if (path.startsWith(ApiApplication.PATH)) {
      return ErrorFormat.PROBLEM;
    }
    return path.equals(LegacyUrl.PATH) ? legacyFormFor(request) : ErrorFormat.PLAIN_TEXT;
  }

  private ErrorFormat legacyFormFor(HttpServletRequest request) {
    return LegacyUrl.of(request) == LegacyUrl.SOAP
        ? soapFormFor(request)
        : usualAnswer.to(request).rejections();
  }

  /** A message with attachments names the type of the message in its own type. */
  private static ErrorFormat soapFormFor(HttpServletRequest request) {
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    boolean version12 = type.toLowerCase(Locale.ROOT).contains(SOAP_12);
    return version12 ? ErrorFormat.SOAP_1_2 : ErrorFormat.SOAP_1_1;
  }

  private static boolean broughtToken(HttpServletRequest request) {
    String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    return BearerToken.parse(header).isPresent();
  }

  private static void setHead(HttpServletResponse response, RenderedError rejection) {
    response.setStatus(rejection.status());
    response.setContentType(rejection.contentType());
    rejection.headers().forEach(response::setHeader);
    response.setContentLength(rejection.bytes().length);
  }

  private static void writeBody(HttpServletResponse response, RenderedError rejection)
      throws IOException {
    response.getOutputStream().write(rejection.bytes());
  }
}
