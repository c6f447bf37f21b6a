package org.openrecorder.soap.envelope;

/** Carries a rejection out of the depth of reading; caught where reading began. */
public final class MalformedRequestException extends Exception {

  private static final long serialVersionUID = 1L;

  private final FaultKind kind;
  private final String reason;

  public MalformedRequestException(String reason) {
    this(FaultKind.CLIENT, reason);
  }

  public MalformedRequestException(FaultKind kind, String reason) {
    super(reason);
    this.kind = kind;
    this.reason = reason;
  }

  public FaultKind kind() {
    return kind;
  }

  /** One line for the client. */
  public String reason() {
    return reason;
  }
}
