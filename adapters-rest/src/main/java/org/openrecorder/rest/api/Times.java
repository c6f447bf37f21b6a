package org.openrecorder.rest.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Points in time as JSON shows them: ISO 8601, UTC, always with three digits of milliseconds. */
final class Times {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  static String text(Instant time) {
    return MILLIS.format(time);
  }

  static @Nullable String text(Optional<Instant> time) {
    return time.map(MILLIS::format).orElse(null);
  }
}
