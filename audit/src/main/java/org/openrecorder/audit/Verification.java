package org.openrecorder.audit;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Verifies the whole audit trail and its chain in one pass. It only reads, and in pages, to bound
 * memory. If the server is running, the calling code must provide a single snapshot of the
 * database.
 */
public final class Verification {

  private static final int PAGE = 2_000;

  private final AuditTables tables;
  private final Findings findings = new Findings();
  private final SealCheck seals;
  private final RowCheck rows;
  private final HeadCheck heads;
  private long sealed;
  private long waiting;

  /**
   * @param key the server's; without it signatures are not verified
   * @param heads the ends of the chain at earlier times, read before the database
   */
  public Verification(AuditTables tables, Optional<AuditKey> key, List<ChainHead> heads) {
    this.tables = tables;
    this.seals = new SealCheck(key, findings);
    this.rows = new RowCheck(key, findings);
    this.heads = new HeadCheck(heads, findings);
  }

  public VerificationReport run() throws SQLException {
    lookAtSealed();
    lookAtUnsealed();
    return new VerificationReport(
        sealed,
        waiting,
        seals.last().map(ChainHead::of),
        heads.size(),
        findings.first(),
        findings.more());
  }

  private void lookAtSealed() throws SQLException {
    List<SealedRow> page = tables.sealed(Long.MIN_VALUE, PAGE);
    while (!page.isEmpty()) {
      for (SealedRow both : page) {
        seals.next(both.seal());
        heads.next(both.seal());
        rows.sealed(both);
        sealed++;
      }
      long last = page.getLast().seal().place();
      page = last == Long.MAX_VALUE ? List.of() : tables.sealed(last + 1, PAGE);
    }
    heads.end(seals.place());
  }

  private void lookAtUnsealed() throws SQLException {
    List<AuditRow> page = tables.unsealed(Long.MIN_VALUE, Long.MAX_VALUE, PAGE);
    while (!page.isEmpty()) {
      for (AuditRow row : page) {
        waiting += rows.unsealed(row) ? 1 : 0;
      }
      long last = page.getLast().number();
      page = last == Long.MAX_VALUE ? List.of() : tables.unsealed(last + 1, Long.MAX_VALUE, PAGE);
    }
  }
}
