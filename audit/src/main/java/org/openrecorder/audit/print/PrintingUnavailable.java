package org.openrecorder.audit.print;

/** Why nothing, or nothing more, is printed, in words for the operator. */
final class PrintingUnavailable extends Exception {

  private static final long serialVersionUID = 1L;

  PrintingUnavailable(String message) {
    super(message);
  }
}
