package org.openrecorder.soap.guard;

import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.soap.envelope.SoapCall;
import org.openrecorder.soap.envelope.SoapFault;
import org.openrecorder.soap.envelope.SoapVersion;
import org.openrecorder.soap.envelope.UnacceptableRequest;

/** What became of a request when it was looked at. */
public sealed interface Incoming {

  /** An envelope within all limits, and the call in it. */
  record Call(SoapCall call) implements Incoming {}

  /** Not one that may be answered by more than a fault. */
  record Faulty(SoapFault fault) implements Incoming {}

  static Faulty faulty(SoapVersion version, UnacceptableRequest refused) {
    Refusal refusal = Refusal.of(RefusalCode.INVALID_PARAMETER, refused.reason());
    return new Faulty(new SoapFault(version, refused.kind(), refusal));
  }
}
