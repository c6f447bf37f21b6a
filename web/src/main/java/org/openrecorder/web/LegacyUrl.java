package org.openrecorder.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one URL of the old API, and what a request to it is. */
enum LegacyUrl {
  /** {@code GET ?wsdl}: the description of the SOAP door, which stands for itself. */
  DESCRIPTION,
  /** A method by query string or form. */
  METHOD_CALL,
  /** A SOAP message, or what claims to be one. */
  SOAP,
  /** Anything else, HEAD included: nothing is run. */
  OTHER;

  static final String PATH = "/services/njadmin-api-recording";

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Pattern DESCRIBES = Pattern.compile("(?i)wsdl([=&].*)?");

  static LegacyUrl of(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET" -> describes(request) ? DESCRIPTION : METHOD_CALL;
      case "POST" -> contentType(request).equals(FORM) ? METHOD_CALL : SOAP;
      default -> OTHER;
    };
  }

  private static boolean describes(HttpServletRequest request) {
    return Optional.ofNullable(request.getQueryString())
        .map(query -> DESCRIBES.matcher(query).matches())
        .orElse(false);
  }

  /** Without parameters, in lower case; empty where none is named. */
  private static String contentType(HttpServletRequest request) {
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
