package org.openrecorder.soap.envelope;

import javax.xml.namespace.QName;
import org.openrecorder.application.ErrorCode;

/** What SOAP itself tells faults apart by. */
public enum FaultKind {
  CLIENT("Client", "Sender"),
  SERVER("Server", "Receiver"),
  VERSION_MISMATCH("VersionMismatch", "VersionMismatch"),
  MUST_UNDERSTAND("MustUnderstand", "MustUnderstand");

  private final String inVersion11;
  private final String inVersion12;

  FaultKind(String inVersion11, String inVersion12) {
    this.inVersion11 = inVersion11;
    this.inVersion12 = inVersion12;
  }

  /** Whose fault that code is: the table of this adapter, which a test compares with the docs. */
  public static FaultKind of(ErrorCode code) {
    return switch (code) {
      case MISSING_PARAMETER,
          INVALID_PARAMETER,
          UNKNOWN_METHOD,
          UNAUTHENTICATED,
          FORBIDDEN,
          NO_SUCH_CALL,
          NOT_RECORDING,
          NO_SUCH_RECORDING,
          NO_SUCH_USER,
          NO_SUCH_CLIENT,
          AMBIGUOUS,
          CALL_IN_PROGRESS,
          NOT_READY,
          READ_ONLY,
          RATE_LIMITED ->
          CLIENT;
      case PBX_UNAVAILABLE,
          STORE_UNAVAILABLE,
          IDENTITY_UNAVAILABLE,
          NOT_CONFIRMED,
          STORAGE_FULL,
          INTERNAL ->
          SERVER;
    };
  }

  QName code(SoapVersion version) {
    return new QName(
        version.namespace(),
        switch (version) {
          case SOAP_1_1 -> inVersion11;
          case SOAP_1_2 -> inVersion12;
        });
  }

  /** SOAP 1.1 demands 500 for all; SOAP 1.2 has 400 for what the sender did wrong. */
  int httpStatus(SoapVersion version) {
    return this == CLIENT && version == SoapVersion.SOAP_1_2 ? 400 : 500;
  }
}
