package org.openrecorder.audit.verify;

/** The audit trail could not be verified, so there is no result. The message says why. */
final class VerificationUnavailable extends Exception {

  private static final long serialVersionUID = 1L;

  VerificationUnavailable(String why) {
    super(why);
  }
}
