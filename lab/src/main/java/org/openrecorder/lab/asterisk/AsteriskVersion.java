package org.openrecorder.lab.asterisk;

import java.util.stream.Stream;

/** The two Asterisk versions the product is tried on, each with the channel driver of its time. */
public enum AsteriskVersion {
  ASTERISK_22("22", "PJSIP", "pjsip"),
  ASTERISK_16("16", "SIP", "sip");

  private final String number;
  private final String technology;
  private final String templates;

  AsteriskVersion(String number, String technology, String templates) {
    this.number = number;
    this.technology = technology;
    this.templates = templates;
  }

  /** The version for a major number. */
  public static AsteriskVersion of(String number) {
    return Stream.of(values())
        .filter(version -> version.number.equals(number))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no Asterisk " + number + ", only 22 and 16"));
  }

  public String number() {
    return number;
  }

  /** What the names of its SIP channels begin with, for example {@code PJSIP}. */
  public String technology() {
    return technology;
  }

  String templates() {
    return templates;
  }
}
