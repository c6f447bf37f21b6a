package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.openrecorder.audit.AuditKey;
import org.openrecorder.audit.AuditRow;
import org.openrecorder.audit.AuditTables;
import org.openrecorder.audit.ChainHead;
import org.openrecorder.audit.Seal;

/**
 * Links the rows of the audit trail that are committed and have no seal yet to the end of the
 * chain. A thread that adds an entry does not wait for it. It is called again and again by one
 * thread; where two servers share a database one of them fails and finds the rows sealed the next
 * time.
 *
 * <p>A row that the server did not write gets a seal like any other, so that it cannot be taken
 * away again without a trace. It is reported, and the rows of the server are sealed as if it were
 * not there.
 */
@Singleton
public class AuditSealer {

  /** Rows of one transaction. */
  static final int BATCH = 500;

  /** Bounds a pass; the rest is for the next one. */
  private static final int MOST_BATCHES = 100;

  private final Database database;
  private final InstantSource clock;
  private final Tampering tampering = new Tampering();
  private final ChainEnd chain;
  private final UnsealedRows rows;

  @Inject
  AuditSealer(Database database, AuditKey key, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.chain = new ChainEnd(key, tampering);
    this.rows = new UnsealedRows(key);
  }

  /**
   * Seals what there is to seal.
   *
   * @return the end of the chain, durable; empty as long as there is none
   * @throws org.openrecorder.application.port.StoreUnavailableException if the database cannot be
   *     used, or another server was faster; to be called again then
   */
  public synchronized Optional<ChainHead> seal() {
    read(this::look);
    sealNewest();
    sealOlder();
    return chain.head();
  }

  /** Rows and seals since the start that this server did not write, each once. */
  public long tampered() {
    return tampering.found();
  }

  private boolean look(AuditTables tables) throws SQLException {
    chain.look(tables, rows);
    return true;
  }

  private void sealNewest() {
    long from = rows.newest();
    for (int i = 0; i < MOST_BATCHES; i++) {
      long first = from;
      List<AuditRow> some = read(tables -> tables.unsealed(first, Long.MAX_VALUE, BATCH));
      if (some.isEmpty()) {
        return;
      }
      long last = seal(some).number();
      if (last == Long.MAX_VALUE) {
        return;
      }
      from = last + 1;
    }
  }

  private void sealOlder() {
    List<AuditRow> some = read(tables -> rows.older(tables, BATCH));
    for (int i = 0; i < MOST_BATCHES && !some.isEmpty(); i++) {
      AuditRow unused = seal(some);
      some = read(tables -> rows.older(tables, BATCH));
    }
  }

  /** Seals these rows, or the first of them; the last one that has a seal now. */
  private AuditRow seal(List<AuditRow> some) {
    List<Seal> seals =
        database.write(
            entities -> onTables(entities, tables -> chain.link(tables, some, clock.instant())));
    chain.endsWith(seals.getLast());
    List<AuditRow> sealed = some.subList(0, seals.size());
    tampering.rows(sealed.stream().filter(rows::isForeign).toList());
    sealed.forEach(rows::sealed);
    return sealed.getLast();
  }

  private interface Work<T> {
    T on(AuditTables tables) throws SQLException;
  }

  private <T> T read(Work<T> work) {
    return database.read(entities -> onTables(entities, work));
  }

  private static <T> T onTables(EntityManager entities, Work<T> work) {
    return entities
        .unwrap(Session.class)
        .doReturningWork(connection -> work.on(new AuditTables(connection)));
  }
}
