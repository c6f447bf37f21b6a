package org.openrecorder.asterisk;

import java.time.Duration;

/** Limits that let a test see in a second what takes half a minute in life. */
final class QuickBounds {

  private QuickBounds() {}

  static LinkLimits queueing(int events) {
    return bounds(events, Duration.ofSeconds(30));
  }

  static LinkLimits usual() {
    return queueing(20_000);
  }

  /** For a user whose rights are changed by the test. */
  static LinkLimits soonLoggedInAgain() {
    return bounds(20_000, Duration.ofSeconds(2));
  }

  /** With comparisons so often. */
  static LinkLimits comparing(Duration every) {
    LinkLimits usual = usual();
    return new LinkLimits(
        usual.connect(),
        usual.answer(),
        usual.snapshot(),
        usual.pingEvery(),
        usual.pingsUnanswered(),
        usual.silence(),
        usual.firstPause(),
        usual.longestPause(),
        usual.refusedPause(),
        usual.queuedEvents(),
        usual.actionsInFlight(),
        every);
  }

  /**
   * The usual ones of the product, for a machine that may be slow to answer what comes after a
   * flood.
   */
  static LinkLimits patient(Duration patience) {
    LinkLimits usual = LinkLimits.USUAL;
    return new LinkLimits(
        usual.connect(),
        patience,
        patience,
        usual.pingEvery(),
        usual.pingsUnanswered(),
        patience,
        usual.firstPause(),
        usual.longestPause(),
        usual.refusedPause(),
        usual.queuedEvents(),
        usual.actionsInFlight(),
        usual.compareEvery());
  }

  /** For a PBX whose silence is made by the test. */
  static LinkLimits impatient() {
    return new LinkLimits(
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
        64,
        Duration.ofMinutes(1));
  }

  private static LinkLimits bounds(int events, Duration refusedPause) {
    return new LinkLimits(
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
        64,
        Duration.ofMinutes(1));
  }
}
