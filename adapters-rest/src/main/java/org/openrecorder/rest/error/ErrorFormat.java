package org.openrecorder.rest.error;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;

/**
 * The forms in which the endpoints say no. All of them carry the code in the header {@code
 * X-Error-Code} too.
 */
public enum ErrorFormat {
  /** One line a person can act on. */
  PLAIN_TEXT("text/plain;charset=UTF-8") {
    @Override
    int status(ErrorCode code) {
      return HttpStatuses.of(code);
    }

    @Override
    String body(int status, Rejection rejection, String line) {
      return line;
    }
  },

  /**
   * SOAP 1.1: status 500 whatever the fault, save for missing credentials, which HTTP itself must
   * tell.
   */
  SOAP_1_1("text/xml;charset=utf-8") {
    @Override
    int status(ErrorCode code) {
      return code == ErrorCode.UNAUTHENTICATED ? HttpStatuses.of(code) : 500;
    }

    @Override
    String body(int status, Rejection rejection, String line) {
      return SoapFault.version11(rejection, line);
    }
  },

  /** SOAP 1.2: its HTTP binding answers 400 to the sender's faults and 500 to the receiver's. */
  SOAP_1_2("application/soap+xml;charset=utf-8") {
    @Override
    int status(ErrorCode code) {
      return code == ErrorCode.UNAUTHENTICATED
          ? HttpStatuses.of(code)
          : HttpStatuses.isClientError(code) ? 400 : 500;
    }

    @Override
    String body(int status, Rejection rejection, String line) {
      return SoapFault.version12(rejection, line);
    }
  },

  /** Problem details of RFC 9457 with the code as a further member. */
  PROBLEM("application/problem+json") {
    @Override
    int status(ErrorCode code) {
      return HttpStatuses.of(code);
    }

    @Override
    String body(int status, Rejection rejection, String line) {
      return Problem.json(status, rejection.code(), line);
    }
  };

  /** What a client is asked to prove itself with (RFC 7617). */
  private static final String CHALLENGE = "Basic realm=\"Open Recorder\", charset=\"UTF-8\"";

  private final String contentType;

  ErrorFormat(String contentType) {
    this.contentType = contentType;
  }

  abstract int status(ErrorCode code);

  abstract String body(int status, Rejection rejection, String line);

  /** With the status that the form has for the code. */
  public RenderedError write(Rejection rejection) {
    return write(status(rejection.code()), rejection);
  }

  /** With a status of its own, for what HTTP refuses and no code of ours says as well. */
  public RenderedError write(int status, Rejection rejection) {
    String body = body(status, rejection, oneLine(rejection.message()));
    return new RenderedError(status, contentType, body, headers(rejection));
  }

  private static Map<String, String> headers(Rejection rejection) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Error-Code", rejection.code().name());
    rejection.retryAfter().ifPresent(wait -> headers.put("Retry-After", seconds(wait)));
    if (rejection.code() == ErrorCode.UNAUTHENTICATED) {
      headers.put("WWW-Authenticate", CHALLENGE);
    }
    return headers;
  }

  /** Whole seconds, rounded up, at least one. */
  private static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
  }

  private static String oneLine(String message) {
    return message.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", " ").strip();
  }
}
