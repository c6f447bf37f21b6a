package org.openrecorder.application.denial;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * Denials of authenticated clients that exceed their limits. Each client gets an audit record for
 * the first denial and one at intervals for the others, with their number.
 */
public final class ClientDenials {

  private static final Logger LOG = System.getLogger(ClientDenials.class.getName());

  private final Audit audit;
  private final DenialCounter counter;
  private final Deque<CountedDenials> unwritten = new ArrayDeque<>();

  /**
   * Has counted nothing yet.
   *
   * @param nanos the time in nanoseconds since any fixed moment
   */
  public ClientDenials(Audit audit, InstantSource clock, LongSupplier nanos) {
    this.audit = audit;
    this.counter = new DenialCounter(clock, nanos);
  }

  /** Counts a denial. Nothing is written before the next {@link #write}. */
  public void denied(Denial denial) {
    counter.count(denial);
  }

  /**
   * Writes what is due. To be called about every second; what cannot be written now is written the
   * next time.
   */
  public synchronized void write() {
    if (unwritten.isEmpty()) {
      counter.due().forEach(this::take);
    }
    writeAll();
  }

  /** Writes everything that is left, at shutdown. */
  public synchronized void close() {
    counter.rest().forEach(this::take);
    writeAll();
  }

  private void take(CountedDenials denials) {
    LOG.log(
        Level.WARNING,
        "{0}: {1} rejected {2} times: {3}",
        denials.last().action(),
        denials.who(),
        denials.requests(),
        denials.last().rejection().auditReason());
    unwritten.add(denials);
  }

  private void writeAll() {
    try {
      while (!unwritten.isEmpty()) {
        write(unwritten.getFirst());
        unwritten.removeFirst();
      }
    } catch (StoreUnavailableException later) {
      LOG.log(Level.DEBUG, "rejections not written yet; retrying: {0}", later.getMessage());
    }
  }

  private void write(CountedDenials denials) {
    audit.rejected(
        AuditedAction.of(denials.last().caller(), denials.last().action(), denials.who()),
        denials.rejection());
  }
}
