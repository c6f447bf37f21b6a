package org.openrecorder.wiring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Does one thing again and again, each time so long after the last time has ended. */
final class Schedule implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Schedule.class.getName());

  private final Duration every;
  private final ScheduledExecutorService timer;

  Schedule(Duration every, ThreadFactory threads) {
    this.every = every;
    this.timer = Executors.newSingleThreadScheduledExecutor(threads);
  }

  /** Does it from now on, for the first time when one pause is over. */
  void start(Runnable work) {
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(
            () -> perform(work), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A time that fails does not end the schedule. */
  private static void perform(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failed) {
      LOG.log(Level.ERROR, "scheduled work failed; it is done again when it is time", failed);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
