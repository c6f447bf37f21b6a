package org.openrecorder.application.denial;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts denials by source and action, and reports their number at intervals: the first of a source
 * at once, those of the next minute when it is over, and so on in pauses that double up to an hour
 * for as long as there are more. Only a limited number of sources is counted separately; all others
 * are counted together, so that an attack from very many networks leaves no more reports than that.
 */
final class DenialCounter {

  /** The name for all sources that are not counted separately. */
  static final String OTHERS = "others";

  /** Pairs of source and action that are counted at a time, at some hundred bytes each. */
  static final int MOST = 1_000;

  /** New pairs that are counted separately, per minute. */
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
   * @param nanos the time in nanoseconds since any fixed moment
   */
  DenialCounter(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.minute = nanos.getAsLong();
  }

  /** Counts a denial. */
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

  /** What is to be reported now. Forgets a source that was silent for a whole pause. */
  synchronized List<CountedDenials> due() {
    long now = nanos.getAsLong();
    List<CountedDenials> due = new ArrayList<>();
    counts.values().removeIf(one -> one.isSilentAt(now));
    counts.values().stream().filter(one -> one.isDueAt(now)).forEach(one -> due.add(one.told(now)));
    return due;
  }

  /** Everything that was not reported yet. */
  synchronized List<CountedDenials> rest() {
    long now = nanos.getAsLong();
    return counts.values().stream()
        .filter(one -> !one.isEmpty())
        .map(one -> one.told(now))
        .toList();
  }
}
