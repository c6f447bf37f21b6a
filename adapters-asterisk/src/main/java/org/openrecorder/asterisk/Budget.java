package org.openrecorder.asterisk;

import java.time.Duration;

/** So many in a time and no more. Not for several threads. */
final class Budget {

  private final int most;
  private final long period;
  private long begun = System.nanoTime();
  private int taken;

  Budget(int most, Duration period) {
    this.most = most;
    this.period = period.toNanos();
  }

  /** Whether there was one left. */
  boolean take() {
    long now = System.nanoTime();
    if (now - begun >= period) {
      begun = now;
      taken = 0;
    }
    return taken++ < most;
  }
}
