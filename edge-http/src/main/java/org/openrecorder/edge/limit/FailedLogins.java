package org.openrecorder.edge.limit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Counts failures in a row and makes the next try wait, longer each time. Tries during a wait are
 * not made, so they do not count.
 */
final class FailedLogins {

  /** The first wait; each failure doubles it. */
  static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** So that a user whose password was put right gets in soon: 1,440 guesses a day. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** More would be longer than the longest wait in any case. */
  private static final int MOST_DOUBLINGS = 6;

  /** After so long without a failure those before are forgotten. */
  static final Duration MEMORY = Duration.ofMinutes(15);

  private final int free;
  private final Map<String, Failures> failures = BoundedCaches.<Failures>cache().asMap();

  private record Failures(int count, long last) {}

  /**
   * @param free how many failures in a row cost nothing
   */
  FailedLogins(int free) {
    this.free = free;
  }

  /** How long the next try has to wait; empty if it need not. */
  Optional<Duration> wait(String who, long now) {
    Failures before = failures.get(who);
    if (before == null || before.count() < free) {
      return Optional.empty();
    }
    Duration left = pause(before.count()).minusNanos(now - before.last());
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }

  private Duration pause(int count) {
    Duration pause = FIRST_WAIT.multipliedBy(1L << Math.min(count - free, MOST_DOUBLINGS));
    return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
  }

  /** One more failure; returns how many in a row that makes. */
  int failed(String who, long now) {
    Failures before = failures.get(who);
    int count = before != null && now - before.last() <= MEMORY.toNanos() ? before.count() + 1 : 1;
    failures.put(who, new Failures(count, now));
    return count;
  }

  /** The last failure is known only now, and the next try has to wait from now on. */
  void knownAt(String who, long now) {
    Failures before = failures.get(who);
    if (before != null) {
      failures.put(who, new Failures(before.count(), now));
    }
  }

  void succeeded(String who) {
    failures.remove(who);
  }

  /** One failure was none. */
  void takeBack(String who) {
    Failures before = failures.get(who);
    if (before != null && before.count() > 1) {
      failures.put(who, new Failures(before.count() - 1, before.last()));
    } else {
      failures.remove(who);
    }
  }
}
