package org.openrecorder.asterisk;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Does something at most once in a while, for complaints that could come thousands of times a
 * second.
 */
final class LogThrottle {

  private final long pause;
  private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

  LogThrottle(Duration pause) {
    this.pause = pause.toNanos();
  }

  void run(Runnable something) {
    long now = System.nanoTime();
    long due = notBefore.get();
    if (now - due >= 0 && notBefore.compareAndSet(due, now + pause)) {
      something.run();
    }
  }
}
