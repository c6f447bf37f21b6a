package org.openrecorder.vulnerabilities;

/** Nothing can be said of the bill of materials. The message says why. */
final class CheckUnavailable extends Exception {

  private static final long serialVersionUID = 1L;

  CheckUnavailable(String why) {
    super(why);
  }
}
