package org.openrecorder.persistence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.openrecorder.audit.AuditRow;
import org.openrecorder.audit.ChainHead;
import org.openrecorder.audit.Seal;

/**
 * Counts rows and seals of the audit trail that this server did not write, and reports them in the
 * log, some thousands in one line.
 */
final class Tampering {

  private static final Logger LOG = System.getLogger(AuditSealer.class.getName());

  private static final String WHAT_TO_DO = "; bin/verify-audit names all of them";

  private final AtomicLong found = new AtomicLong();

  /** How many since the start. */
  long found() {
    return found.get();
  }

  /** Rows that this server, or another one with the same key, did not write. */
  void rows(List<AuditRow> foreign) {
    if (!foreign.isEmpty()) {
      found.addAndGet(foreign.size());
      LOG.log(
          Level.ERROR,
          "the audit trail was tampered with: rows that this server did not write: "
              + foreign.size()
              + ", the first with the number "
              + foreign.getFirst().number()
              + WHAT_TO_DO);
    }
  }

  /** The same of seals. */
  void seals(List<Seal> foreign) {
    if (!foreign.isEmpty()) {
      found.addAndGet(foreign.size());
      LOG.log(
          Level.ERROR,
          "the chain of the audit trail was tampered with: seals that this server did not make: "
              + foreign.size()
              + ", the first at the place "
              + foreign.getFirst().place()
              + WHAT_TO_DO);
    }
  }

  /** The chain ends elsewhere than this server left it. */
  void end(ChainHead mine, String now) {
    found.incrementAndGet();
    LOG.log(
        Level.ERROR,
        "the chain of the audit trail was tampered with: it ended with {0} and now ends with {1}",
        mine,
        now);
  }
}
