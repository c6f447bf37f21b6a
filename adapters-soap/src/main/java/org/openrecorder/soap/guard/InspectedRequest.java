package org.openrecorder.soap.guard;

import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.soap.envelope.MalformedRequestException;
import org.openrecorder.soap.envelope.SoapCall;
import org.openrecorder.soap.envelope.SoapFault;
import org.openrecorder.soap.envelope.SoapVersion;

/** What became of a request when it was looked at. */
public sealed interface InspectedRequest {

  /** An envelope within all limits, and the call in it. */
  record Call(SoapCall call) implements InspectedRequest {}

  /** Not one that may be answered by more than a fault. */
  record Faulty(SoapFault fault) implements InspectedRequest {}

  static Faulty faulty(SoapVersion version, MalformedRequestException refused) {
    Rejection rejection = Rejection.of(ErrorCode.INVALID_PARAMETER, refused.reason());
    return new Faulty(new SoapFault(version, refused.kind(), rejection));
  }
}
