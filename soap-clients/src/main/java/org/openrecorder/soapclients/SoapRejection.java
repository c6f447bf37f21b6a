package org.openrecorder.soapclients;

import java.util.Optional;

/** A fault, as the toolkit told the CRM of it. */
public final class SoapRejection extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<String> faultCode;
  private final String errorCode;

  /**
   * @param faultCode the local name of SOAP's own code; empty if the toolkit keeps it to itself
   * @param errorCode what stands in the typed detail
   */
  public SoapRejection(Optional<String> faultCode, String message, String errorCode) {
    super(message);
    this.faultCode = faultCode;
    this.errorCode = errorCode;
  }

  /**
   * {@code Client} or {@code Server} in SOAP 1.1, {@code Sender} or {@code Receiver} in 1.2; empty
   * if the toolkit keeps it to itself.
   */
  public Optional<String> faultCode() {
    return faultCode;
  }

  /** The recorder's own code, for example {@code NOT_RECORDING}. */
  public String errorCode() {
    return errorCode;
  }

  /** One line that a person can act on. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
