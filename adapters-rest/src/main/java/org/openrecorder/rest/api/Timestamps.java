package org.openrecorder.rest.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openrecorder.domain.InvalidValue;

/** Points in time as JSON shows them: ISO 8601, UTC, always with three digits of milliseconds. */
final class Timestamps {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /**
   * Reads a time as ISO 8601 writes it, with an offset, or a day, which stands for its beginning in
   * UTC.
   *
   * @throws InvalidValue if it is neither
   */
  static Instant parse(String text) {
    // the plus of an offset is a blank in a query that was not encoded
    String time = text.strip().replace(' ', '+');
    try {
      if (time.matches("\\d{4}-\\d\\d-\\d\\d")) {
        return LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      if (time.matches("\\d{4}-.*")) {
        return OffsetDateTime.parse(time).toInstant();
      }
    } catch (DateTimeException notOne) {
      // told below, as for every other text
    }
    throw new InvalidValue("it is no time such as 2026-11-30T08:00:00Z, and no day");
  }

  static String text(Instant time) {
    return MILLIS.format(time);
  }

  static @Nullable String text(Optional<Instant> time) {
    return time.map(MILLIS::format).orElse(null);
  }
}
