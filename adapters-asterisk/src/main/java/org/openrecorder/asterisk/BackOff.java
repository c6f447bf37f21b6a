package org.openrecorder.asterisk;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before each further try: twice as long each time up to a longest pause, and each
 * a random part of up to a quarter shorter, so that several links do not try in step.
 */
final class BackOff {

  private static final double JITTER = 0.25;

  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private Duration next;

  BackOff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
    this.next = first;
  }

  Duration next() {
    Duration pause = next;
    Duration doubled = pause.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    return Duration.ofNanos((long) (pause.toNanos() * (1 - JITTER * random.nextDouble())));
  }

  void reset() {
    next = first;
  }
}
