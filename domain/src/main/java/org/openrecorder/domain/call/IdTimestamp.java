package org.openrecorder.domain.call;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * When a channel was created, by the id that Asterisk gave it: a second of the PBX's clock, and a
 * number that increases from channel to channel. Both are unsigned 64-bit numbers.
 */
public record IdTimestamp(long second, long number) implements Comparable<IdTimestamp> {

  private static final Comparator<IdTimestamp> OLDEST_FIRST =
      Comparator.<IdTimestamp, Long>comparing(IdTimestamp::second, Long::compareUnsigned)
          .thenComparing(IdTimestamp::number, Long::compareUnsigned);

  /** Empty for an id that Asterisk did not make. */
  public static Optional<IdTimestamp> of(String id) {
    Matcher made = UniqueId.shape().matcher(id);
    return made.matches()
        ? Optional.of(
            new IdTimestamp(
                Long.parseUnsignedLong(made.group(1)), Long.parseUnsignedLong(made.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(IdTimestamp other) {
    return OLDEST_FIRST.compare(this, other);
  }
}
