package org.openrecorder.application;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lets a message be logged once per interval and counts how often it was suppressed. What is
 * unreachable is so for every client, and a client that retries often must not fill the log.
 */
final class LogThrottle {

  private final long pause;
  private final LongSupplier nanos;
  private long passedOver;
  private long due;

  /**
   * Lets the first message through.
   *
   * @param nanos the time in nanoseconds since any fixed moment
   */
  LogThrottle(Duration pause, LongSupplier nanos) {
    this.pause = pause.toNanos();
    this.nanos = nanos;
    this.due = nanos.getAsLong();
  }

  /** How many messages were suppressed since the last one; empty if this one is suppressed too. */
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
