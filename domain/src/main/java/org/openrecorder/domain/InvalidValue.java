package org.openrecorder.domain;

/**
 * A value from outside that violates its rule. The message names the rule, never the value, and may
 * be shown to a client.
 */
public final class InvalidValue extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public InvalidValue(String message) {
    super(message);
  }
}
