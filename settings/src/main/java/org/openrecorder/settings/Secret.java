package org.openrecorder.settings;

/** A secret text; {@link #toString} prints stars. */
public record Secret(String reveal) {

  static final String MASK = "********";

  @Override
  public String toString() {
    return MASK;
  }
}
