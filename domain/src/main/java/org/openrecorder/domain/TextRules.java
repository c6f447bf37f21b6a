package org.openrecorder.domain;

/** Validation rules that the value types of several packages share. */
public final class TextRules {

  private TextRules() {}

  /**
   * Returns {@code value} if it is not blank, not longer than {@code most} characters (code points)
   * and one line: free of control characters and of Unicode's line and paragraph separators.
   *
   * @throws InvalidValue naming {@code what} and the rule that was broken
   */
  public static String checked(String what, String value, int most) {
    if (value.codePoints().anyMatch(TextRules::endsLine)) {
      throw new InvalidValue(what + " contains a line separator");
    }
    return free(what, value, most);
  }

  /** The same, except that Unicode's line and paragraph separators are allowed. */
  public static String free(String what, String value, int most) {
    if (value.isBlank()) {
      throw new InvalidValue(what + " is blank");
    }
    if (value.codePointCount(0, value.length()) > most) {
      throw new InvalidValue(what + " is longer than " + most + " characters");
    }
    if (value.codePoints().anyMatch(TextRules::isUnfit)) {
      throw new InvalidValue(what + " contains a control character");
    }
    return value;
  }

  private static boolean isUnfit(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      default -> false;
    };
  }

  private static boolean endsLine(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
