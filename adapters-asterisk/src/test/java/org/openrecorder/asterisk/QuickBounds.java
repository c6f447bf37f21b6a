package org.openrecorder.asterisk;

import java.time.Duration;

/** Limits that let a test see in a second what takes half a minute in life. */
final class QuickBounds {

  private QuickBounds() {}

  static LinkBounds queueing(int events) {
    return bounds(events, Duration.ofSeconds(30));
  }

  static LinkBounds usual() {
    return queueing(20_000);
  }

  /** For a PBX whose silence is made by the test. */
  static LinkBounds impatient() {
    return new LinkBounds(
        Duration.ofSeconds(1),
        Duration.ofMillis(400),
        Duration.ofSeconds(2),
        Duration.ofMillis(300),
        1,
        Duration.ofSeconds(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofSeconds(1),
        20_000,
        64);
  }

  private static LinkBounds bounds(int events, Duration refusedPause) {
    return new LinkBounds(
        Duration.ofSeconds(1),
        Duration.ofMillis(600),
        Duration.ofSeconds(2),
        Duration.ofMillis(200),
        3,
        Duration.ofSeconds(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        refusedPause,
        events,
        64);
  }
}
