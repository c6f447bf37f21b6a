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

/**
 * Does something again and again on a thread of its own, so that a request for what it found need
 * not wait: a disk on the network and a database can be slow.
 */
final class Watch implements LivenessProbe, AutoCloseable {

  private static final Logger LOG = System.getLogger(Watch.class.getName());

  private final ScheduledExecutorService thread;
  private final Runnable look;
  private final Duration pause;
  private volatile Optional<ScheduledFuture<?>> started = Optional.empty();

  /**
   * @param pause between the end of one look and the next
   */
  Watch(Runnable look, Duration pause, ThreadFactory threads) {
    this.look = look;
    this.pause = pause;
    this.thread = Executors.newSingleThreadScheduledExecutor(threads);
  }

  /** Looks for the first time soon. */
  void start() {
    started =
        Optional.of(
            thread.scheduleWithFixedDelay(
                this::lookOnce, 0, pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public Optional<String> end() {
    return started
        .filter(ScheduledFuture::isDone)
        .map(over -> "what is looked at every " + pause + " is not looked at any more");
  }

  /** One look that fails is not the last. */
  private void lookOnce() {
    try {
      look.run();
    } catch (RuntimeException failed) {
      LOG.log(Level.WARNING, "a look at the server's surroundings failed", failed);
    }
  }

  @Override
  public void close() {
    thread.shutdown(); // no interrupt: see KeyedExecutor.close
  }
}
