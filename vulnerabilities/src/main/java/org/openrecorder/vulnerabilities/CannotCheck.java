package org.openrecorder.vulnerabilities;

/** Nothing can be said of the bill of materials. The message says why. */
final class CannotCheck extends Exception {

  private static final long serialVersionUID = 1L;

  CannotCheck(String why) {
    super(why);
  }
}
