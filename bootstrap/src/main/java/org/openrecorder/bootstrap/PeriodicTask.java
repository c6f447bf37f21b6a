package org.openrecorder.bootstrap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.openrecorder.application.port.LivenessProbe;

/** Does one thing again and again, each time so long after the last time has ended. */
final class PeriodicTask implements LivenessProbe, AutoCloseable {

  private static final Logger LOG = System.getLogger(PeriodicTask.class.getName());

  private final Duration every;
  private final ScheduledExecutorService timer;
  private volatile Optional<ScheduledFuture<?>> started = Optional.empty();

  PeriodicTask(Duration every, ThreadFactory threads) {
    this.every = every;
    this.timer = Executors.newSingleThreadScheduledExecutor(threads);
  }

  /** Does it from now on, for the first time when one pause is over. */
  void start(Runnable work) {
    started =
        Optional.of(
            timer.scheduleWithFixedDelay(
                () -> perform(work), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public Optional<String> end() {
    return started
        .filter(ScheduledFuture::isDone)
        .map(over -> "what is done every " + every + " has been ended");
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
    timer.shutdown(); // no interrupt: see KeyedExecutor.close
  }
}
