package org.openrecorder.application.denial;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How often a source was denied something since the last report. Not thread-safe. */
final class DenialCount {

  private final String who;
  private long due;
  private Duration pause = DenialCounter.FIRST_PAUSE;
  private Optional<CountedDenials> sinceThen = Optional.empty();

  /**
   * None yet.
   *
   * @param due the earliest time of the next report, in nanoseconds since any fixed moment
   */
  DenialCount(String who, long due) {
    this.who = who;
    this.due = due;
  }

  void add(Denial denial, Instant now) {
    CountedDenials one = CountedDenials.of(who, denial, now);
    sinceThen = Optional.of(sinceThen.map(before -> before.and(one)).orElse(one));
  }

  boolean isEmpty() {
    return sinceThen.isEmpty();
  }

  boolean isDueAt(long now) {
    return now - due >= 0;
  }

  boolean isSilentAt(long now) {
    return isEmpty() && isDueAt(now);
  }

  /** What there is to report; the next report follows after a pause that is twice as long. */
  CountedDenials told(long now) {
    CountedDenials told = sinceThen.orElseThrow();
    sinceThen = Optional.empty();
    due = now + pause.toNanos();
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(DenialCounter.LONGEST_PAUSE) < 0 ? twice : DenialCounter.LONGEST_PAUSE;
    return told;
  }
}
