package org.openrecorder.soap.response;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.soap.SOAPException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.openrecorder.application.Rejection;
import org.openrecorder.soap.envelope.SoapFault;

/** Faults over HTTP. */
public final class FaultSender {

  private FaultSender() {}

  /** Status and headers of a fault. */
  public static void head(SoapFault fault, HttpServletResponse response) {
    Rejection rejection = fault.rejection();
    response.setStatus(fault.httpStatus());
    response.setHeader("X-Error-Code", rejection.code().name());
    rejection.retryAfter().ifPresent(wait -> response.setHeader("Retry-After", seconds(wait)));
  }

  /** A whole fault, for requests that do not get as far as the SOAP stack. */
  public static void send(SoapFault fault, HttpServletResponse response) throws IOException {
    head(fault, response);
    byte[] body = written(fault);
    response.setContentType(fault.version().contentType());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static byte[] written(SoapFault fault) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      fault.message().writeTo(out);
    } catch (SOAPException impossible) {
      throw new IllegalStateException("a fault that cannot be written", impossible);
    }
    return out.toByteArray();
  }

  /** Rounded up: a client that comes back too early is rejected once more. */
  private static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
  }
}
