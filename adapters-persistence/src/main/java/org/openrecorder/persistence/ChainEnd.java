package org.openrecorder.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.openrecorder.audit.AuditKey;
import org.openrecorder.audit.AuditRow;
import org.openrecorder.audit.AuditTables;
import org.openrecorder.audit.ChainHead;
import org.openrecorder.audit.Seal;
import org.openrecorder.audit.SealedRow;

/**
 * Where the chain of the audit trail ends: with the last seal that this server's key has signed.
 * Seals that another account put into the table are reported and passed by; none of them can keep a
 * row from being sealed.
 */
final class ChainEnd {

  /** Seals of one question. */
  private static final int PAGE = 500;

  /** Parts of the chain that are looked at for a signed row when the server starts. */
  private static final int MOST_PARTS = 20;

  private final AuditKey key;
  private final Tampering tampering;
  private Optional<Seal> end = Optional.empty();

  /** The highest place that was looked at. */
  private long looked = Long.MIN_VALUE;

  /** The lowest place that was reported. */
  private long lowest = 1;

  ChainEnd(AuditKey key, Tampering tampering) {
    this.key = key;
    this.tampering = tampering;
  }

  Optional<ChainHead> head() {
    return end.map(ChainHead::of);
  }

  /** The seal is in the database. */
  void endsWith(Seal seal) {
    end = Optional.of(seal);
    looked = Math.max(looked, seal.place());
  }

  /**
   * Looks at what others have done to the chain since the last time.
   *
   * @param sealed is told the rows that other servers have sealed; the first time some of the last
   *     ones of all
   */
  void look(AuditTables tables, UnsealedRows sealed) throws SQLException {
    lookBelowTheFirst(tables);
    if (end.isEmpty() || isCut(tables, end.get())) {
      end = Optional.empty();
      looked = Long.MIN_VALUE;
      begin(tables, sealed);
    } else {
      follow(tables, after(end), sealed);
    }
  }

  private void lookBelowTheFirst(AuditTables tables) throws SQLException {
    long now = tables.lowestPlace();
    if (now < lowest) {
      report(tables, now);
    }
  }

  private void report(AuditTables tables, long from) throws SQLException {
    List<Seal> below =
        tables.sealed(from, PAGE).stream()
            .map(SealedRow::seal)
            .filter(seal -> seal.place() < lowest)
            .toList();
    tampering.seals(below);
    lowest = from;
  }

  private boolean isCut(AuditTables tables, Seal mine) throws SQLException {
    if (tables.at(mine.place()).map(Seal::hash).equals(Optional.of(mine.hash()))) {
      return false;
    }
    Optional<ChainHead> last = tables.last().map(ChainHead::of);
    tampering.end(ChainHead.of(mine), last.map(ChainHead::toString).orElse("nothing"));
    return true;
  }

  private void begin(AuditTables tables, UnsealedRows sealed) throws SQLException {
    Optional<Seal> last = tables.last();
    if (last.filter(seal -> seal.signedBy(key)).isPresent()) {
      follow(tables, last.get().place(), sealed);
      findSignedRow(tables, last.get().place(), sealed);
    } else {
      follow(tables, 1, sealed);
    }
  }

  /** Usually the last one; only where many rows were inserted it takes more than one part. */
  private static void findSignedRow(AuditTables tables, long place, UnsealedRows sealed)
      throws SQLException {
    long from = place;
    for (int i = 0; i < MOST_PARTS && from > 1 && !sealed.isFirstKnown(); i++) {
      from = Math.max(1, from - PAGE);
      tables.sealed(from, PAGE).forEach(both -> both.row().ifPresent(sealed::sealed));
    }
  }

  private void follow(AuditTables tables, long from, UnsealedRows sealed) throws SQLException {
    List<Seal> foreign = new ArrayList<>();
    List<SealedRow> page = tables.sealed(from, PAGE);
    while (!page.isEmpty()) {
      page.forEach(both -> take(both, sealed, foreign::add));
      tampering.seals(foreign);
      foreign.clear();
      long last = page.getLast().seal().place();
      boolean more = page.size() == PAGE && last < Long.MAX_VALUE;
      page = more ? tables.sealed(last + 1, PAGE) : List.of();
    }
  }

  private void take(SealedRow both, UnsealedRows sealed, Consumer<Seal> foreign) {
    Seal seal = both.seal();
    if (seal.signedBy(key)) {
      end = Optional.of(seal);
      both.row().ifPresent(sealed::sealed);
    } else if (seal.place() > looked) {
      foreign.accept(seal);
    }
    looked = Math.max(looked, seal.place());
  }

  private static long after(Optional<Seal> seal) {
    return seal.map(Seal::place).orElse(0L) + 1;
  }

  /** A row of free places. */
  private record Gap(Optional<Seal> before, long places) {}

  /**
   * Adds seals for the first of these rows, as many as there are free places before the next taken
   * one; at least one.
   *
   * @return the seals, which are durable when the transaction is
   */
  List<Seal> link(AuditTables tables, List<AuditRow> rows, Instant now) throws SQLException {
    Gap gap = gap(tables);
    int fitting = (int) Math.min(gap.places(), rows.size());
    List<Seal> seals = Seal.link(gap.before(), rows.subList(0, fitting), now, key);
    tables.add(seals);
    return seals;
  }

  private Gap gap(AuditTables tables) throws SQLException {
    Optional<Seal> before = end;
    List<SealedRow> taken = tables.sealed(after(before), PAGE);
    while (!taken.isEmpty()) {
      for (SealedRow next : taken) {
        long free = next.seal().place() - after(before);
        if (free > 0) {
          return new Gap(before, free);
        }
        before = Optional.of(next.seal());
      }
      taken = tables.sealed(after(before), PAGE);
    }
    return new Gap(before, Long.MAX_VALUE);
  }
}
