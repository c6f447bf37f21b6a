package org.openrecorder.persistence;

import org.jspecify.annotations.Nullable;

/** Makes texts of other systems, which keep no rule, fit a column. */
final class ColumnText {

  private static final String CUT = "…";

  private ColumnText() {}

  /**
   * The text in at most {@code most} UTF-16 units, cut with an ellipsis. What PostgreSQL cannot
   * store, which is the NUL character and half a surrogate pair, becomes a question mark.
   */
  static String fitting(String text, int most) {
    String storable = storable(text);
    return storable.length() <= most ? storable : cut(storable, most - CUT.length());
  }

  /** The same for a text that may be missing. */
  static @Nullable String fittingOrNull(@Nullable String text, int most) {
    return text == null ? null : fitting(text, most);
  }

  private static String cut(String text, int most) {
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + CUT;
  }

  private static String storable(String text) {
    return text.codePoints().noneMatch(ColumnText::isUnfit)
        ? text
        : text.codePoints()
            .map(one -> isUnfit(one) ? '?' : one)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isUnfit(int codePoint) {
    return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
  }
}
