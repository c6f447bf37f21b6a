package org.openrecorder.rest.legacy;

/** How GET and form requests are answered unless the caller's {@code Accept} asks for XML first. */
public enum LegacyGetAnswer {
  /** Plain text: {@code OK}, bare BASE64, or one line that says what is wrong. */
  TEXT,
  /** The SOAP 1.1 envelope that the original's SOAP stack gave to GET. */
  AXIS
}
