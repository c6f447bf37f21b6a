package org.openrecorder.bootstrap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.openrecorder.application.denial.AccessDenials;
import org.openrecorder.application.denial.ClientDenials;

/** Has denied requests written down again and again, on a thread of its own. */
final class DenialWriter implements AutoCloseable {

  private static final Logger LOG = System.getLogger(DenialWriter.class.getName());

  /** Between two times: for so long a first denial is not told. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How long the server waits for what is being written when it stops. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final AccessDenials access;
  private final ClientDenials clients;
  private final ScheduledExecutorService thread;

  DenialWriter(AccessDenials access, ClientDenials clients, ThreadFactory threads) {
    this.access = access;
    this.clients = clients;
    this.thread = Executors.newSingleThreadScheduledExecutor(threads);
  }

  void start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(
            this::write, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A time that fails is not the last. */
  private void write() {
    try {
      access.write();
      clients.write();
    } catch (RuntimeException failed) {
      LOG.log(Level.ERROR, "denied requests could not be written down", failed);
    }
  }

  /** Writes what is left. Never interrupts: H2 would close its file. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return;
    }
    access.close();
    clients.close();
  }
}
