package org.openrecorder.application;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lets something be logged once in a while and counts how often it was not. What is out of reach is
 * that for every client, and frequent requests must not fill the log.
 */
final class LogThrottle {

  private final long pause;
  private final LongSupplier nanos;
  private long passedOver;
  private long due;

  /**
   * Lets the first one through.
   *
   * @param nanos the time in nanoseconds since any one moment
   */
  LogThrottle(Duration pause, LongSupplier nanos) {
    this.pause = pause.toNanos();
    this.nanos = nanos;
    this.due = nanos.getAsLong();
  }

  /** How many were passed over since the last one; empty if this one is passed over too. */
  synchronized OptionalLong next() {
    long now = nanos.getAsLong();
    if (now - due < 0) {
      passedOver++;
      return OptionalLong.empty();
    }
    OptionalLong before = OptionalLong.of(passedOver);
    passedOver = 0;
    due = now + pause;
    return before;
  }
}
