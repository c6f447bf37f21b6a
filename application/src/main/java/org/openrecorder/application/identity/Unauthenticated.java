package org.openrecorder.application.identity;

import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;

/** The refusal of whoever has not shown who it is: one text for all reasons. */
public final class Unauthenticated {

  private Unauthenticated() {}

  /**
   * The refusal for that reason, which only the audit trail learns.
   *
   * @param trueReason repeats no credentials
   */
  public static Refusal because(String trueReason) {
    return Refusal.because(
        RefusalCode.UNAUTHENTICATED,
        "give the name and the secret of a client by HTTP Basic, or its bearer token",
        trueReason);
  }
}
