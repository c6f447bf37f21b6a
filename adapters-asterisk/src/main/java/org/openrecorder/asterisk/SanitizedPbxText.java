package org.openrecorder.asterisk;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a PBX says of itself, fit for one line of a log and for a stored reason. */
final class SanitizedPbxText {

  private static final int MOST = 200;

  private SanitizedPbxText() {}

  /** The words without control characters, at most 200 characters (code points) of them. */
  static String of(@Nullable String said) {
    if (said == null || said.isBlank()) {
      return "it does not say why";
    }
    return said.codePoints()
        .limit(MOST)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .mapToObj(Character::toString)
        .collect(Collectors.joining())
        .strip();
  }
}
