package org.openrecorder.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the chain at some time. A copy outside the database shows whether the chain was cut
 * off or rebuilt since.
 */
public record ChainHead(long place, String hash, Instant at) {

  private static final Pattern LINE =
      Pattern.compile("(?<at>\\S{1,40}) (?<place>[0-9]{1,18}) (?<hash>[0-9a-f]{64})");

  public static ChainHead of(Seal seal) {
    return new ChainHead(seal.place(), seal.hash(), seal.sealedAt());
  }

  /** The written form: time, place, hash. */
  @Override
  public String toString() {
    return at + " " + place + " " + hash;
  }

  /** Reads what {@link #toString} wrote; empty for any other text. */
  static Optional<ChainHead> parse(String line) {
    Matcher parts = LINE.matcher(line.strip());
    try {
      return parts.matches()
          ? Optional.of(
              new ChainHead(
                  Long.parseLong(parts.group("place")),
                  parts.group("hash"),
                  Instant.parse(parts.group("at"))))
          : Optional.empty();
    } catch (DateTimeParseException notOne) {
      return Optional.empty();
    }
  }
}
