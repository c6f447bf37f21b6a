package org.openrecorder.rest.refusal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.RefusalCode.Fault;

/**
 * The forms in which the doors say no. All of them carry the code in the header {@code
 * X-Error-Code} too.
 */
public enum RefusalForm {
  /** One line a person can act on. */
  PLAIN_TEXT("text/plain;charset=UTF-8") {
    @Override
    int status(RefusalCode code) {
      return code.httpStatus();
    }

    @Override
    String body(int status, Refusal refusal, String line) {
      return line;
    }
  },

  /**
   * SOAP 1.1: status 500 whatever the fault, save for missing credentials, which HTTP itself must
   * tell.
   */
  SOAP_1_1("text/xml;charset=utf-8") {
    @Override
    int status(RefusalCode code) {
      return code == RefusalCode.UNAUTHENTICATED ? code.httpStatus() : 500;
    }

    @Override
    String body(int status, Refusal refusal, String line) {
      return SoapFault.version11(refusal, line);
    }
  },

  /** SOAP 1.2: its HTTP binding answers 400 to the sender's faults and 500 to the receiver's. */
  SOAP_1_2("application/soap+xml;charset=utf-8") {
    @Override
    int status(RefusalCode code) {
      return code == RefusalCode.UNAUTHENTICATED
          ? code.httpStatus()
          : code.fault() == Fault.CLIENT ? 400 : 500;
    }

    @Override
    String body(int status, Refusal refusal, String line) {
      return SoapFault.version12(refusal, line);
    }
  },

  /** Problem details of RFC 9457 with the code as a further member. */
  PROBLEM("application/problem+json") {
    @Override
    int status(RefusalCode code) {
      return code.httpStatus();
    }

    @Override
    String body(int status, Refusal refusal, String line) {
      return Problem.json(status, refusal.code(), line);
    }
  };

  /** What a client is asked to prove itself with (RFC 7617). */
  private static final String CHALLENGE = "Basic realm=\"Open Recorder\", charset=\"UTF-8\"";

  private final String contentType;

  RefusalForm(String contentType) {
    this.contentType = contentType;
  }

  abstract int status(RefusalCode code);

  abstract String body(int status, Refusal refusal, String line);

  /** With the status that the form has for the code. */
  public WrittenRefusal write(Refusal refusal) {
    return write(status(refusal.code()), refusal);
  }

  /** With a status of its own, for what HTTP refuses and no code of ours says as well. */
  public WrittenRefusal write(int status, Refusal refusal) {
    String body = body(status, refusal, oneLine(refusal.message()));
    return new WrittenRefusal(status, contentType, body, headers(refusal));
  }

  private static Map<String, String> headers(Refusal refusal) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Error-Code", refusal.code().name());
    refusal.retryAfter().ifPresent(wait -> headers.put("Retry-After", seconds(wait)));
    if (refusal.code() == RefusalCode.UNAUTHENTICATED) {
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
