package org.openrecorder.rest.legacy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.openrecorder.rest.error.ErrorFormat;

/** How GET and form requests are answered unless the caller's {@code Accept} asks for XML first. */
public enum LegacyGetAnswer {
  /** Plain text: {@code OK}, bare BASE64, or one line that says what is wrong. */
  TEXT(ErrorFormat.PLAIN_TEXT),
  /** The SOAP 1.1 envelope that the original's SOAP stack gave to GET. */
  AXIS(ErrorFormat.SOAP_1_1);

  private final ErrorFormat rejections;

  LegacyGetAnswer(ErrorFormat rejections) {
    this.rejections = rejections;
  }

  /** How this request is answered, where {@code this} is the usual answer. */
  public LegacyGetAnswer to(HttpServletRequest request) {
    return asksForXmlFirst(request) ? AXIS : this;
  }

  private static boolean asksForXmlFirst(HttpServletRequest request) {
    String accept = Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)).orElse("");
    return accept.split("[,;]", 2)[0].strip().equalsIgnoreCase(MediaType.TEXT_XML);
  }

  /** The form in which it says no. */
  public ErrorFormat rejections() {
    return rejections;
  }
}
