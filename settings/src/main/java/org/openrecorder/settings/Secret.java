package org.openrecorder.settings;

/** A text that must not be shown: it prints as stars. */
public record Secret(String reveal) {

  static final String MASK = "********";

  @Override
  public String toString() {
    return MASK;
  }
}
