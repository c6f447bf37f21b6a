package org.openrecorder.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one URL of the old API, and what a request to it is. */
enum LegacyUrl {
  /** {@code GET ?wsdl}: the description of the SOAP endpoint, which stands for itself. */
  DESCRIPTION,
  /** A method by query string or form. */
  METHOD_CALL,
  /** A SOAP message, or what claims to be one. */
  SOAP,
  /** Anything else, HEAD included: nothing is run. */
  OTHER;

  static final String PATH = "/services/njadmin-api-recording";

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Pattern XML = Pattern.compile(".*[/+]xml|multipart/related");
  private static final Pattern DESCRIBES = Pattern.compile("(?i)(single)?wsdl([=&].*)?");
  private static final Pattern NAMES_METHOD = Pattern.compile("(?i)(.*&)?method=.*");

  static LegacyUrl of(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET" -> matches(request, DESCRIBES) ? DESCRIPTION : METHOD_CALL;
      case "POST" -> isMethodCall(request) ? METHOD_CALL : SOAP;
      default -> OTHER;
    };
  }

  private static boolean matches(HttpServletRequest request, Pattern query) {
    return Optional.ofNullable(request.getQueryString())
        .map(text -> query.matcher(text).matches())
        .orElse(false);
  }

  /**
   * Clients that write their SOAP by hand send it under any type. A {@code SOAPAction} says what it
   * is; no web page can make a browser send one to another site unasked.
   */
  private static boolean isMethodCall(HttpServletRequest request) {
    boolean named = matches(request, NAMES_METHOD);
    return (named && hasNoBody(request)) || (!isSoap(request) && (named || isForm(request)));
  }

  private static boolean isSoap(HttpServletRequest request) {
    return request.getHeader("SOAPAction") != null || XML.matcher(contentType(request)).matches();
  }

  /** Whether the body, if there is one, holds parameters. */
  static boolean isForm(HttpServletRequest request) {
    return contentType(request).equals(FORM);
  }

  private static boolean hasNoBody(HttpServletRequest request) {
    return request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
  }

  /** Without parameters, in lower case; empty where none is named. */
  private static String contentType(HttpServletRequest request) {
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
