package org.openrecorder.lab.process;

import java.io.Serial;

/**
 * Something of the lab did not do what it was told, or not in time. The message says what and how
 * far it came.
 */
public final class LabFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public LabFailure(String message) {
    super(message);
  }

  public LabFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
