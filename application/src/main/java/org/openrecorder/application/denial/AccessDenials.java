package org.openrecorder.application.denial;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.port.DeniedAccessLog;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * Denials of requests whose client is not known. They are kept in a log of their own, from which
 * old entries are removed. The audit trail, which keeps everything for ever, only records that
 * there were some and how many, once an hour at most.
 */
public final class AccessDenials {

  private static final Logger LOG = System.getLogger(AccessDenials.class.getName());

  /** Entries of the log: some MB. During a lasting attack from everywhere they cover half a day. */
  static final int MOST_ENTRIES = 20_000;

  /** Between two records in the audit trail, and between two removals of old entries. */
  static final Duration HOUR = Duration.ofHours(1);

  private final DeniedAccessLog log;
  private final Audit audit;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Duration keep;
  private final DenialCounter counter;
  private List<CountedDenials> unwritten = List.of();
  private Optional<CountedDenials> unaudited = Optional.empty();
  private long auditDue;
  private long pruneDue;

  /**
   * Has counted nothing yet.
   *
   * @param audit adds its records where they are not counted as further attempts
   * @param nanos the time in nanoseconds since any fixed moment
   * @param keep how long entries are kept
   */
  public AccessDenials(
      DeniedAccessLog log, Audit audit, InstantSource clock, LongSupplier nanos, Duration keep) {
    this.log = log;
    this.audit = audit;
    this.clock = clock;
    this.nanos = nanos;
    this.keep = keep;
    this.counter = new DenialCounter(clock, nanos);
    this.auditDue = nanos.getAsLong();
    this.pruneDue = nanos.getAsLong();
  }

  /** Counts a denial. Nothing is written before the next {@link #write}. */
  public void denied(Denial denial) {
    counter.count(denial);
  }

  /**
   * Writes what is due, and removes old entries. To be called about every second; what cannot be
   * written now is written the next time.
   */
  public synchronized void write() {
    take(unwritten.isEmpty() ? counter.due() : List.of());
    triedNow(this::writeDown);
    triedNow(this::tellAudit);
    triedNow(this::prune);
  }

  /** Writes everything that is left, at shutdown. */
  public synchronized void close() {
    take(counter.rest());
    auditDue = nanos.getAsLong();
    triedNow(this::writeDown);
    triedNow(this::tellAudit);
  }

  /** Bounds what could not be written: while there is some, further denials are only counted. */
  private void take(List<CountedDenials> counted) {
    counted.forEach(AccessDenials::tell);
    unwritten = Stream.concat(unwritten.stream(), counted.stream()).toList();
  }

  private static void tell(CountedDenials denials) {
    LOG.log(
        Level.WARNING,
        "{0}: {1} for {2} from {3}, {4} times: {5}",
        denials.last().action(),
        denials.last().rejection().code(),
        denials.subject().isEmpty() ? "an unnamed client" : denials.subject(),
        denials.who(),
        denials.requests(),
        denials.last().rejection().auditReason());
  }

  private static void triedNow(Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailableException later) {
      LOG.log(Level.DEBUG, "denied access not written yet; retrying: {0}", later.getMessage());
    }
  }

  private void writeDown() {
    if (!unwritten.isEmpty()) {
      log.add(unwritten.stream().map(CountedDenials::entry).toList());
      unaudited = Stream.concat(unaudited.stream(), unwritten.stream()).reduce(CountedDenials::and);
      unwritten = List.of();
    }
  }

  private void tellAudit() {
    long now = nanos.getAsLong();
    if (unaudited.isPresent() && now - auditDue >= 0) {
      CountedDenials all = unaudited.get();
      audit.rejected(
          AuditedAction.of(all.last().caller(), all.last().action(), all.subject()),
          all.rejection());
      unaudited = Optional.empty();
      auditDue = now + HOUR.toNanos();
    }
  }

  private void prune() {
    long now = nanos.getAsLong();
    if (now - pruneDue >= 0) {
      Instant before = clock.instant().minus(keep);
      log.prune(before, MOST_ENTRIES);
      pruneDue = now + HOUR.toNanos();
    }
  }
}
