package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.openrecorder.audit.AuditKey;
import org.openrecorder.audit.AuditRow;
import org.openrecorder.audit.AuditTables;
import org.openrecorder.audit.Head;
import org.openrecorder.audit.Seal;

/**
 * Links the rows of the audit trail that are committed and have no seal yet to the end of the
 * chain. Nobody who adds a row waits for it. It is called again and again by one thread; where two
 * servers share a database one of them fails and finds the rows sealed the next time.
 *
 * <p>Rows are not committed in the order of their numbers, and each server takes {@code 50} numbers
 * at once. So each pass looks at the newest numbers again, and at a further part of all the older
 * ones: whatever is committed late is found when the round comes there.
 */
@Singleton
public class AuditSealer {

  private static final Logger LOG = System.getLogger(AuditSealer.class.getName());

  /** Rows of one transaction. */
  static final int BATCH = 500;

  /** Numbers below the highest sealed one that each pass looks at; and the length of a part. */
  static final int LATE = 2_000;

  /** Bounds a pass; the rest is for the next one. */
  private static final int MOST_BATCHES = 100;

  private final Database database;
  private final AuditKey key;
  private final InstantSource clock;

  /** How far the round through the older numbers has come. */
  private long round;

  /** The end of the chain as this server left it. */
  private Optional<Head> left = Optional.empty();

  @Inject
  AuditSealer(Database database, AuditKey key, InstantSource clock) {
    this.database = database;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Seals what there is to seal.
   *
   * @return the end of the chain, durable; empty as long as there is none
   * @throws org.openrecorder.application.port.StoreUnavailable if the database cannot be used, or
   *     another server was faster; to be called again then
   */
  public synchronized Optional<Head> seal() {
    database.read(entities -> onTables(entities, this::compare));
    for (int i = 0; i < MOST_BATCHES; i++) {
      List<AuditRow> rows = database.read(entities -> onTables(entities, this::find));
      if (rows.isEmpty()) {
        break;
      }
      left =
          Optional.of(database.write(entities -> onTables(entities, tables -> link(tables, rows))));
    }
    return left;
  }

  private interface Work<T> {
    T on(AuditTables tables) throws SQLException;
  }

  private static <T> T onTables(EntityManager entities, Work<T> work) {
    return entities
        .unwrap(Session.class)
        .doReturningWork(connection -> work.on(new AuditTables(connection)));
  }

  /** Whether the chain still is what this server left; told once. */
  private Optional<Head> compare(AuditTables tables) throws SQLException {
    Optional<Head> last = tables.last().map(Head::of);
    if (left.isPresent()) {
      Head mine = left.get();
      if (!tables.at(mine.place()).map(Seal::hash).equals(Optional.of(mine.hash()))) {
        LOG.log(
            Level.ERROR,
            "the chain of the audit trail was tampered with: it ended with {0} and now ends with {1}",
            mine,
            last.map(Head::toString).orElse("nothing"));
      }
    }
    left = last;
    return last;
  }

  private List<AuditRow> find(AuditTables tables) throws SQLException {
    long newest = Math.max(0, tables.highestSealed() - LATE);
    List<AuditRow> rows = tables.unsealed(newest, Long.MAX_VALUE, BATCH);
    return rows.isEmpty() ? findOlder(tables, newest) : rows;
  }

  private List<AuditRow> findOlder(AuditTables tables, long newest) throws SQLException {
    if (round >= newest) {
      round = 0;
    }
    long end = Math.min(round + LATE, newest);
    List<AuditRow> rows = tables.unsealed(round, end, BATCH);
    if (rows.isEmpty()) {
      round = end;
    }
    return rows;
  }

  private Head link(AuditTables tables, List<AuditRow> rows) throws SQLException {
    List<Seal> seals = Seal.link(tables.last(), rows, clock.instant(), key);
    tables.add(seals);
    return Head.of(seals.getLast());
  }
}
