package org.openrecorder.audit;

import java.util.Optional;
import org.openrecorder.audit.AuditFinding.Kind;

/**
 * Follows the seals in the order of their places. Reports those that do not follow the previous
 * one, are not signed, are missing, or have a place that the chain does not have. A seal after a
 * broken one is not reported for that alone: its own signature proves it.
 */
final class SealCheck {

  private final Optional<AuditKey> key;
  private final Findings findings;
  private Optional<Seal> last = Optional.empty();
  private boolean broken;

  SealCheck(Optional<AuditKey> key, Findings findings) {
    this.key = key;
    this.findings = findings;
  }

  void next(Seal seal) {
    long expected = place() + 1;
    boolean signed = key.isEmpty() || seal.signedBy(key.get());
    if (seal.place() < expected || (seal.place() > expected && !signed)) {
      findings.add(Kind.SEAL_INSERTED, name(seal) + ": the server did not make it");
      return;
    }
    if (seal.place() > expected) {
      findings.add(Kind.SEAL_REMOVED, removed(expected, seal.place() - 1));
      broken = true;
    }
    boolean fits = seal.follows(last.map(Seal::hash).orElse(Seal.NOTHING_BEFORE));
    boolean bad = !signed || (!fits && !broken);
    if (bad) {
      findings.add(Kind.SEAL_CHANGED, name(seal));
    }
    broken = bad;
    last = Optional.of(seal);
  }

  private static String name(Seal seal) {
    return "seal %d, of row %d, made %s".formatted(seal.place(), seal.entry(), seal.sealedAt());
  }

  private static String removed(long from, long to) {
    return from == to
        ? "seal %d; the row it stood for is told below if it is still there".formatted(from)
        : "seals %d to %d; rows they stood for are told below if still there".formatted(from, to);
  }

  long place() {
    return last.map(Seal::place).orElse(0L);
  }

  Optional<Seal> last() {
    return last;
  }
}
