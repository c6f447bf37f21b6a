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
 * Denials of requests of which it is not known who made them. They are kept in a log of their own,
 * of which old entries go. The audit trail, which keeps everything for ever, only learns that there
 * were some and how many, once an hour at most.
 */
public final class AccessDenials {

  private static final Logger LOG = System.getLogger(AccessDenials.class.getName());

  /** Entries of the log: some MB. Of a lasting attack from everywhere they tell half a day. */
  static final int MOST_ENTRIES = 20_000;

  /** Between two rows of the audit trail, and between two times that old entries are removed. */
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
   * @param audit leaves its rows where they are not counted as attempts once more
   * @param nanos the time in nanoseconds since any one moment
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

  /** One more. Nothing is written before the next {@link #write}. */
  public void denied(Denial denial) {
    counter.count(denial);
  }

  /**
   * Writes what there is to write, and removes what is old. To be called every second or so; what
   * cannot be written now is written the next time.
   */
  public synchronized void write() {
    take(unwritten.isEmpty() ? counter.due() : List.of());
    triedNow(this::writeDown);
    triedNow(this::tellAudit);
    triedNow(this::prune);
  }

  /** Writes all that is left, at the end. */
  public synchronized void close() {
    take(counter.rest());
    auditDue = nanos.getAsLong();
    triedNow(this::writeDown);
    triedNow(this::tellAudit);
  }

  /** What could not be written is bounded: while there is some, more is only counted. */
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
        denials.subject().isEmpty() ? "a caller without a name" : denials.subject(),
        denials.who(),
        denials.requests(),
        denials.last().rejection().auditReason());
  }

  private static void triedNow(Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailableException later) {
      LOG.log(Level.DEBUG, "denied access is written down later: {0}", later.getMessage());
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
