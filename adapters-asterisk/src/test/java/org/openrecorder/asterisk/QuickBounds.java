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

  /** For a user whose rights are changed by the test. */
  static LinkBounds soonLoggedInAgain() {
    return bounds(20_000, Duration.ofSeconds(2));
  }

  /** With comparisons so often. */
  static LinkBounds comparing(Duration every) {
    LinkBounds usual = usual();
    return new LinkBounds(
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
  static LinkBounds patient(Duration patience) {
    LinkBounds usual = LinkBounds.USUAL;
    return new LinkBounds(
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
        64,
        Duration.ofMinutes(1));
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
        64,
        Duration.ofMinutes(1));
  }
}
