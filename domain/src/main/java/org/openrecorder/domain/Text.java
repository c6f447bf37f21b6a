package org.openrecorder.domain;

/** Checks that the values of several packages share. */
public final class Text {

  private Text() {}

  /**
   * Returns {@code value} if it is not blank, not longer than {@code most} characters (code points)
   * and free of control characters.
   *
   * @throws InvalidValue naming {@code what} and the rule that was broken
   */
  public static String checked(String what, String value, int most) {
    if (value.isBlank()) {
      throw new InvalidValue(what + " is blank");
    }
    if (value.codePointCount(0, value.length()) > most) {
      throw new InvalidValue(what + " is longer than " + most + " characters");
    }
    if (value.codePoints().anyMatch(Text::isUnfit)) {
      throw new InvalidValue(what + " contains a control character");
    }
    return value;
  }

  private static boolean isUnfit(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
