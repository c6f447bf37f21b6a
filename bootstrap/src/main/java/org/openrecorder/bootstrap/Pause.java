package org.openrecorder.bootstrap;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** A time in which something is not done again. Measured without the clock, which can be set. */
final class Pause {

  private final Duration length;
  private final LongSupplier nanos;
  private OptionalLong begun = OptionalLong.empty();

  /** One that has not begun. */
  Pause(Duration length, LongSupplier nanos) {
    this.length = length;
    this.nanos = nanos;
  }

  /** Begins, anew if it was on. */
  void begin() {
    begun = OptionalLong.of(nanos.getAsLong());
  }

  /** Ends before its time. */
  void end() {
    begun = OptionalLong.empty();
  }

  /** Whether it has begun and was not ended, be its time over or not. */
  boolean isOn() {
    return begun.isPresent();
  }

  /** Whether its time is over; also if it has not begun. */
  boolean isOver() {
    return begun.isEmpty() || nanos.getAsLong() - begun.getAsLong() >= length.toNanos();
  }
}
