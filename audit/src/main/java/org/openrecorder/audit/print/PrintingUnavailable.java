package org.openrecorder.audit.print;

/** Printing failed at the beginning or part of the way. The message is for the operator. */
final class PrintingUnavailable extends Exception {

  private static final long serialVersionUID = 1L;

  PrintingUnavailable(String message) {
    super(message);
  }
}
