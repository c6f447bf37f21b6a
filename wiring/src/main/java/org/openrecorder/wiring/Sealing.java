package org.openrecorder.wiring;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.audit.Head;
import org.openrecorder.audit.HeadFile;

/**
 * Has the audit trail sealed again and again on a thread of its own, and notes the end of the chain
 * down outside the database: in a file, and now and then in the log.
 */
final class Sealing implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Sealing.class.getName());

  /** Between two passes: for so long a row is without a seal. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Between two lines of the file; what is cut off within it is not told by the file. */
  private static final Duration FILE_PAUSE = Duration.ofMinutes(1);

  private static final Duration LOG_PAUSE = Duration.ofHours(1);

  /** How long the server waits for a pass under way when it stops. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Supplier<Optional<Head>> sealer;
  private final HeadFile file;
  private final InstantSource clock;
  private final ScheduledExecutorService thread;
  private long filed;
  private long logged;
  private Instant fileAgain = Instant.MIN;
  private Instant logAgain = Instant.MIN;
  private volatile Instant done;

  Sealing(
      Supplier<Optional<Head>> sealer, HeadFile file, InstantSource clock, ThreadFactory threads) {
    this.sealer = sealer;
    this.file = file;
    this.clock = clock;
    this.thread = Executors.newSingleThreadScheduledExecutor(threads);
    this.done = clock.instant();
  }

  void start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::pass, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A pass that fails is made up for by the next. */
  void pass() {
    try {
      Optional<Head> head = sealer.get();
      done = clock.instant();
      head.ifPresent(this::note);
    } catch (StoreUnavailable later) {
      LOG.log(Level.DEBUG, "the audit trail is sealed later: {0}", later.getMessage());
    } catch (RuntimeException failed) {
      LOG.log(Level.ERROR, "the audit trail could not be sealed", failed);
    }
  }

  private void note(Head head) {
    Instant now = clock.instant();
    if (head.place() != filed && !now.isBefore(fileAgain)) {
      file(head);
      fileAgain = now.plus(FILE_PAUSE);
    }
    if (head.place() != logged && !now.isBefore(logAgain)) {
      log(head);
      logAgain = now.plus(LOG_PAUSE);
    }
  }

  private void file(Head head) {
    try {
      file.append(head);
      filed = head.place();
    } catch (IOException failed) {
      LOG.log(Level.WARNING, "the end of the audit trail could not be noted down", failed);
    }
  }

  private void log(Head head) {
    LOG.log(Level.INFO, "the chain of the audit trail ends with {0}", head);
    logged = head.place();
  }

  /** Seconds since everything was sealed the last time. */
  double age() {
    return Duration.between(done, clock.instant()).toMillis() / 1000.0;
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
    fileAgain = Instant.MIN;
    logAgain = Instant.MIN;
    pass();
  }
}
