package org.openrecorder.soap.guard;

import org.openrecorder.soap.envelope.FaultKind;

/** Carries a refusal out of the depth of reading; caught where reading began. */
final class UnacceptableRequest extends Exception {

  private static final long serialVersionUID = 1L;

  private final FaultKind kind;
  private final String reason;

  UnacceptableRequest(String reason) {
    this(FaultKind.CLIENT, reason);
  }

  UnacceptableRequest(FaultKind kind, String reason) {
    super(reason);
    this.kind = kind;
    this.reason = reason;
  }

  FaultKind kind() {
    return kind;
  }

  /** One line for the caller. */
  String reason() {
    return reason;
  }
}
