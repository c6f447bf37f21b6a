package org.openrecorder.bootstrap;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.audit.ChainHead;
import org.openrecorder.audit.HeadFile;

/**
 * Has the audit trail sealed again and again on a thread of its own, and notes the end of the chain
 * down outside the database: in a file, and now and then in the log.
 */
final class AuditSealingTask implements AutoCloseable {

  private static final Logger LOG = System.getLogger(AuditSealingTask.class.getName());

  /** Between two passes: for so long a row is without a seal. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Between two lines of the file; what is cut off within it is not told by the file. */
  private static final Duration FILE_PAUSE = Duration.ofMinutes(1);

  private static final Duration LOG_PAUSE = Duration.ofHours(1);

  /** For so long passes may fail before it is told; and between two times that it is told. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** How long the server waits for a pass under way when it stops. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Supplier<Optional<ChainHead>> sealer;
  private final HeadFile file;
  private final LongSupplier nanos;
  private final ScheduledExecutorService thread;
  private long filed;
  private long logged;
  private final Pause filing;
  private final Pause logging;
  private final Pause complaining;
  private volatile long done;

  /**
   * @param nanos the time in nanoseconds since any one moment: clocks are set, and a head that is
   *     noted down after an hour that was none must not be the last for a year
   */
  AuditSealingTask(
      Supplier<Optional<ChainHead>> sealer,
      HeadFile file,
      LongSupplier nanos,
      ThreadFactory threads) {
    this.sealer = sealer;
    this.file = file;
    this.nanos = nanos;
    this.thread = Executors.newSingleThreadScheduledExecutor(threads);
    this.done = nanos.getAsLong();
    this.filing = new Pause(FILE_PAUSE, nanos);
    this.logging = new Pause(LOG_PAUSE, nanos);
    this.complaining = new Pause(PATIENCE, nanos);
  }

  void start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::pass, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A pass that fails is made up for by the next. */
  void pass() {
    try {
      Optional<ChainHead> head = sealer.get();
      done();
      head.ifPresent(this::note);
    } catch (StoreUnavailableException later) {
      LOG.log(Level.DEBUG, "the audit trail is sealed later: {0}", later.getMessage());
      if (age() >= PATIENCE.toSeconds()) {
        complain(later);
      }
    } catch (RuntimeException failed) {
      complain(failed);
    }
  }

  private void done() {
    done = nanos.getAsLong();
    if (complaining.isOn()) {
      LOG.log(Level.INFO, "the audit trail is sealed again");
      complaining.end();
    }
  }

  /** Once a minute, not with each pass. */
  private void complain(RuntimeException failed) {
    if (complaining.isOver()) {
      complaining.begin();
      LOG.log(
          Level.ERROR,
          "the audit trail has not been sealed for " + (long) age() + " s; it is tried again",
          failed);
    }
  }

  private void note(ChainHead head) {
    if (head.place() != filed && filing.isOver()) {
      file(head);
      filing.begin();
    }
    if (head.place() != logged && logging.isOver()) {
      log(head);
      logging.begin();
    }
  }

  private void file(ChainHead head) {
    try {
      file.append(head);
      filed = head.place();
    } catch (IOException failed) {
      LOG.log(Level.WARNING, "the end of the audit trail could not be noted down", failed);
    }
  }

  private void log(ChainHead head) {
    LOG.log(Level.INFO, "the chain of the audit trail ends with {0}", head);
    logged = head.place();
  }

  /** Seconds since everything was sealed the last time. */
  double age() {
    return Duration.ofNanos(nanos.getAsLong() - done).toMillis() / 1000.0;
  }

  /** Seals what is left and notes the end down. Never interrupts: H2 would close its file. */
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
    filing.end();
    logging.end();
    pass();
  }
}
