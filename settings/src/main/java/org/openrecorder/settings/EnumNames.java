package org.openrecorder.settings;

import java.util.Arrays;
import java.util.Locale;

/** The lower-case words by which the settings name the constants of an enumeration. */
final class EnumNames {

  private EnumNames() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant that a word names.
   *
   * @throws IllegalArgumentException if there is none
   */
  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> of(one).equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is none of the known words"));
  }
}
