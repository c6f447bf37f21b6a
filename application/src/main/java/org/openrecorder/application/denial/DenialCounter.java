package org.openrecorder.application.denial;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts denials by who and by what, and gives out now and then how many there were: the first of a
 * sender at once, those of the next minute when it is over, and so on in pauses that double up to
 * an hour for as long as there are more. Only so many are counted each for himself; all others are
 * counted together, so that a sender from very many networks leaves no more than that.
 */
final class DenialCounter {

  /** What those are called together that are too many to be counted each for himself. */
  static final String OTHERS = "others";

  /** Who and what is counted at a time, in some hundred bytes each. */
  static final int MOST = 1_000;

  /** New ones that are counted each for himself, in each minute. */
  static final int NEW_A_MINUTE = 10;

  static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Map<Key, DenialCount> counts = new LinkedHashMap<>();
  private long minute;
  private int newInMinute;

  private record Key(String who, String action) {}

  /**
   * Has counted nothing yet.
   *
   * @param nanos the time in nanoseconds since any one moment
   */
  DenialCounter(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.minute = nanos.getAsLong();
  }

  /** One more. */
  synchronized void count(Denial denial) {
    countOf(denial).add(denial, clock.instant());
  }

  private DenialCount countOf(Denial denial) {
    long now = nanos.getAsLong();
    Key key = new Key(denial.who(), denial.action());
    DenialCount known = counts.get(key);
    if (known != null) {
      return known;
    }
    return mayBeNew(now)
        ? counts.computeIfAbsent(key, one -> new DenialCount(one.who(), now))
        : counts.computeIfAbsent(
            new Key(OTHERS, denial.action()),
            others -> new DenialCount(OTHERS, now + FIRST_PAUSE.toNanos()));
  }

  private boolean mayBeNew(long now) {
    if (now - minute >= FIRST_PAUSE.toNanos()) {
      minute = now;
      newInMinute = 0;
    }
    boolean may = newInMinute < NEW_A_MINUTE && counts.size() < MOST;
    newInMinute += may ? 1 : 0;
    return may;
  }

  /** What is to be told now. A sender that was silent for a whole pause is forgotten. */
  synchronized List<CountedDenials> due() {
    long now = nanos.getAsLong();
    List<CountedDenials> due = new ArrayList<>();
    counts.values().removeIf(one -> one.isSilentAt(now));
    counts.values().stream().filter(one -> one.isDueAt(now)).forEach(one -> due.add(one.told(now)));
    return due;
  }

  /** All that was not told yet. */
  synchronized List<CountedDenials> rest() {
    long now = nanos.getAsLong();
    return counts.values().stream()
        .filter(one -> !one.isEmpty())
        .map(one -> one.told(now))
        .toList();
  }
}
