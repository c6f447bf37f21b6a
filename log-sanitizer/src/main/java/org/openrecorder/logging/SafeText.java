package org.openrecorder.logging;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Sanitizes text for a log. */
final class SafeText {

  /**
   * Begins each line of an entry except the first. An entry begins with a time, so no text can look
   * like an entry.
   */
  static final String CONTINUATION = "\n    | ";

  private static final String LINE_ENDS = "\r\n|[\n\u0085\u2028\u2029]";

  /** Control characters, which terminals obey, and characters that change the writing direction. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}&&[^\n\t]]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]");

  /** A run of characters too long for a word or a path. */
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{200,}={0,2}");

  /** As long as the number of a payment card, or longer. */
  private static final Pattern DIGITS = Pattern.compile("[0-9]{13,}");

  /** The number of a payment card (ISO/IEC 7812: 13 to 19 digits), in groups. */
  private static final Pattern GROUPS =
      Pattern.compile("(?<![0-9A-Za-z-])[0-9](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z-])");

  private SafeText() {}

  static String of(String text) {
    String lines = text.replaceAll(LINE_ENDS, "\n");
    String visible = CONTROL.matcher(lines).replaceAll(SafeText::escaped);
    String brief =
        BASE64
            .matcher(visible)
            .replaceAll(long64 -> "[" + long64.group().length() + " characters of BASE64]");
    String masked = DIGITS.matcher(brief).replaceAll(run -> masked(run.group()));
    return GROUPS.matcher(masked).replaceAll(SafeText::card).replace("\n", CONTINUATION);
  }

  private static String escaped(MatchResult control) {
    return "\\\\u%04x".formatted((int) control.group().charAt(0));
  }

  private static String masked(String digits) {
    return "[" + digits.length() + " digits]";
  }

  private static String card(MatchResult groups) {
    String digits = groups.group().replaceAll("[ -]", "");
    return isCardNumber(digits) ? masked(digits) : groups.group();
  }

  /**
   * Verifies the check digit of ISO/IEC 7812 (Luhn), which nine of ten dates and similar numbers
   * fail.
   */
  private static boolean isCardNumber(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
      int doubled = i % 2 == 0 ? digit : 2 * digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
