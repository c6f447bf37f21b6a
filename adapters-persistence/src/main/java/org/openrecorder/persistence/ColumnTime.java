package org.openrecorder.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes times fit a column: both databases keep microseconds, and would round where this cuts. */
final class ColumnTime {

  private ColumnTime() {}

  static Instant of(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  static @Nullable Instant of(Optional<Instant> time) {
    return time.map(ColumnTime::of).orElse(null);
  }
}
