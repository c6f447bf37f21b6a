package org.openrecorder.asterisk;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.TextRules;

/**
 * The gate through which every text goes that becomes a header of a manager action. A line break in
 * a header would be another header, or another action, with the rights of our manager user, and
 * Asterisk-Java does not look for one.
 */
final class AmiValue {

  /** Bytes. Asterisk cuts a line of an action at 1,024, the name of the header included. */
  private static final int MOST_BYTES = 900;

  /**
   * Asterisk pastes the file into a dialplan argument: a comma begins options, and after them a
   * shell command.
   */
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9._/-]+");

  private AmiValue() {}

  /**
   * Returns {@code value} if it can be one header.
   *
   * @throws InvalidValue naming {@code what}, if it is blank, too long or holds a control character
   */
  static String header(String what, String value) {
    TextRules.checked(what, value, MOST_BYTES);
    if (value.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new InvalidValue(what + " is longer than " + MOST_BYTES + " bytes");
    }
    return value;
  }

  /**
   * Returns {@code value} if it can be the path of a file that a PBX writes.
   *
   * @throws InvalidValue naming {@code what}, if it holds anything but letters, digits and {@code .
   *     _ / -}, is not absolute or goes up a directory
   */
  static String file(String what, String value) {
    header(what, value);
    if (!FILE.matcher(value).matches()) {
      throw new InvalidValue(what + " holds other characters than A-Z a-z 0-9 . _ / -");
    }
    if (!value.startsWith("/") || value.contains("..")) {
      throw new InvalidValue(what + " is not an absolute path without '..'");
    }
    return value;
  }
}
