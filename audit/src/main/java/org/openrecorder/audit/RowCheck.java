package org.openrecorder.audit;

import java.util.Optional;
import org.openrecorder.audit.AuditFinding.Kind;

/** Compares records with their seals and with the server's signature. */
final class RowCheck {

  private final Optional<AuditKey> key;
  private final Findings findings;

  /**
   * Whether a signed record was seen. Only records before it may be unsigned: they are older than
   * signatures.
   */
  private boolean signing;

  RowCheck(Optional<AuditKey> key, Findings findings) {
    this.key = key;
    this.findings = findings;
  }

  void sealed(SealedRow both) {
    if (both.row().isEmpty()) {
      Seal seal = both.seal();
      findings.add(
          Kind.REMOVED, "row %d, which was sealed %s".formatted(seal.entry(), seal.sealedAt()));
      return;
    }
    AuditRow row = both.row().get();
    if (!row.digest().equals(both.seal().digest())) {
      String columns = String.join(", ", row.differingFrom(both.seal().marks()));
      findings.add(Kind.CHANGED, name(row) + ": " + columns);
    } else if (!genuine(row)) {
      findings.add(
          Kind.INSERTED,
          name(row) + ": the server did not write it, or it was changed and sealed again");
    }
  }

  /** Whether the record is genuine and only waits for its seal. */
  boolean unsealed(AuditRow row) {
    if (key.isEmpty() && (signing || !row.proof().isEmpty())) {
      findings.add(
          Kind.NOT_SEALED, name(row) + ": without the key it cannot be told whether it is genuine");
      return false;
    }
    if (!genuine(row)) {
      findings.add(Kind.INSERTED, name(row) + ": it has no seal, and the server did not write it");
      return false;
    }
    return true;
  }

  private boolean genuine(AuditRow row) {
    if (row.proof().isEmpty()) {
      return !signing;
    }
    signing = true;
    return key.isEmpty() || row.provenBy(key.get());
  }

  private static String name(AuditRow row) {
    return "row %d of %s".formatted(row.number(), row.happenedAt());
  }
}
