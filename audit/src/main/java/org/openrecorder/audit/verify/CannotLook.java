package org.openrecorder.audit.verify;

/** The audit trail could not be looked at, so nothing is said about it. The message says why. */
final class CannotLook extends Exception {

  private static final long serialVersionUID = 1L;

  CannotLook(String why) {
    super(why);
  }
}
