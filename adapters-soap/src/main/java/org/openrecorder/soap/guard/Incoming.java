package org.openrecorder.soap.guard;

import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.soap.envelope.FaultKind;
import org.openrecorder.soap.envelope.SoapFault;
import org.openrecorder.soap.envelope.SoapVersion;

/** What became of a request when it was looked at. */
public sealed interface Incoming {

  /**
   * An envelope within all limits.
   *
   * @param xml written by us, in UTF-8: without document type, comments and instructions
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Clean(SoapVersion version, byte[] xml) implements Incoming {}

  /** Not one that may be answered by more than a fault. */
  record Faulty(SoapFault fault) implements Incoming {}

  static Faulty faulty(SoapVersion version, FaultKind kind, String message) {
    return new Faulty(
        new SoapFault(version, kind, Refusal.of(RefusalCode.INVALID_PARAMETER, message)));
  }
}
