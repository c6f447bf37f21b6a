package org.openrecorder.soap.envelope;

import javax.xml.namespace.QName;
import org.openrecorder.application.ErrorCode.Fault;

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

  static FaultKind of(Fault fault) {
    return switch (fault) {
      case CLIENT -> CLIENT;
      case SERVER -> SERVER;
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
