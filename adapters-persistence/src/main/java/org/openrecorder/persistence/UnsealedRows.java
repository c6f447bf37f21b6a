package org.openrecorder.persistence;

import java.sql.SQLException;
import java.util.List;
import org.openrecorder.audit.AuditKey;
import org.openrecorder.audit.AuditRow;
import org.openrecorder.audit.AuditTables;

/**
 * Finds the rows of the audit trail that have no seal. Rows are not committed in the order of their
 * numbers, and each server takes {@code 50} numbers at once: so the newest numbers are looked at
 * each time, and besides a further part of all the others, round and round.
 *
 * <p>Which numbers are the newest is told by rows alone that this server's key has signed. A row
 * that another account inserted may have any number, and must not lead away from the others.
 */
final class UnsealedRows {

  /** Numbers below the highest one that are looked at each time; and the length of a part. */
  static final int LATE = 2_000;

  private final AuditKey key;

  /** Of the signed rows that are sealed, as far as is known; 0 if there is none. */
  private long highest;

  /** How far the round through the other numbers has come. */
  private long round = Long.MIN_VALUE;

  UnsealedRows(AuditKey key) {
    this.key = key;
  }

  /** The row has a seal now. */
  void sealed(AuditRow row) {
    if (row.number() > highest && row.provenBy(key)) {
      highest = row.number();
    }
  }

  boolean isFirstKnown() {
    return highest > 0;
  }

  /**
   * Whether the server did not write the row. Rows from before there were signatures come before
   * all signed ones.
   */
  boolean isForeign(AuditRow row) {
    return !row.provenBy(key) && (!row.proof().isEmpty() || isFirstKnown());
  }

  /** Where the newest numbers begin. In a small database they are all. */
  long newest() {
    return highest > LATE ? highest - LATE + 1 : Long.MIN_VALUE;
  }

  /** A part of the numbers before the newest ones. */
  List<AuditRow> older(AuditTables tables, int limit) throws SQLException {
    long end = newest() - 1;
    if (newest() == Long.MIN_VALUE) {
      return List.of();
    }
    if (round > end) {
      round = Long.MIN_VALUE;
    }
    long upTo = round == Long.MIN_VALUE ? Math.min(LATE, end) : Math.min(round + LATE - 1, end);
    List<AuditRow> rows = tables.unsealed(round, upTo, limit);
    if (rows.isEmpty()) {
      round = upTo + 1;
    }
    return rows;
  }
}
