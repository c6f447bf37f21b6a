package org.openrecorder.application.identity;

import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;

/** The rejection of a client that has not proven its identity: one text for all reasons. */
public final class Unauthenticated {

  private Unauthenticated() {}

  /**
   * The rejection for that reason, which only the audit trail records.
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
