package org.openrecorder.application.identity;

import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;

/** The refusal of whoever has not shown who it is: one text for all reasons. */
public final class Unauthenticated {

  private Unauthenticated() {}

  /**
   * The refusal for that reason, which only the audit trail learns.
   *
   * @param trueReason repeats no credentials
   */
  public static Rejection because(String trueReason) {
    return Rejection.because(
        ErrorCode.UNAUTHENTICATED,
        "give the name and the secret of a client by HTTP Basic, or its bearer token",
        trueReason);
  }
}
