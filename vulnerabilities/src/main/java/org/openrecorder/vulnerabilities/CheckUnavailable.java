package org.openrecorder.vulnerabilities;

/** The bill of materials could not be checked. The message says why. */
final class CheckUnavailable extends Exception {

  private static final long serialVersionUID = 1L;

  CheckUnavailable(String why) {
    super(why);
  }
}
