package org.openrecorder.persistence;

import java.util.Optional;
import java.util.Set;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.AccessScope;

/**
 * How a list is read of which a principal may see but a part. Looked through from its newest row
 * on, a page of a large part is soon full; for a small one all rows would be looked through, of
 * which there may be a million. So it is asked how large the part is where the newest rows did not
 * fill a page, and a small part is read from its own beginning: who is in reach.
 */
final class ScopedPaging {

  /** The most numbers of rows that are looked through in any case, in some tenths of a second. */
  private static final long NEWEST = 50_000;

  /**
   * Extensions that a row is compared with in passing. H2 compares it with one after the other, so
   * where there are more of them fewer rows are looked through.
   */
  private static final int EXTENSIONS = 50;

  /** The most calls of a small part; H2 read and sorted 10,000 in 0.8 s from a cold disk. */
  private static final int FEW = 20_000;

  private final Database database;
  private final long newest;
  private final int few;

  ScopedPaging(Database database) {
    this(database, NEWEST, FEW);
  }

  ScopedPaging(Database database, long newest, int few) {
    this.database = database;
    this.newest = newest;
    this.few = few;
  }

  /** What the databases begin with. */
  enum Lead {
    ROWS,
    REACH
  }

  /** Gives a page, of rows with numbers above {@code floor} alone. */
  interface Way<T> {
    Page<T> page(Lead lead, Optional<Long> floor);
  }

  /**
   * A page of what is in reach.
   *
   * @param entity whose rows they are
   */
  <T> Page<T> page(AccessScope scope, String entity, Optional<Page.Cursor> after, Way<T> way) {
    if (scope.equals(AccessScope.EVERYTHING)) {
      return way.page(Lead.ROWS, Optional.empty());
    }
    long floor = after.map(Page.Cursor::after).orElseGet(() -> highest(entity)) - rows(scope);
    if (floor <= 0) {
      return way.page(Lead.ROWS, Optional.empty());
    }
    Page<T> page = way.page(Lead.ROWS, Optional.of(floor));
    return page.next().isPresent()
        ? page
        : way.page(isSmall(scope) ? Lead.REACH : Lead.ROWS, Optional.empty());
  }

  private long rows(AccessScope scope) {
    return newest / (1 + scope.extensions().map(Set::size).orElse(0) / EXTENSIONS);
  }

  private long highest(String entity) {
    return database.read(
        entities ->
            Optional.ofNullable(
                    entities
                        .createQuery("select max(e.number) from " + entity + " e", Long.class)
                        .getSingleResult())
                .orElse(0L));
  }

  private boolean isSmall(AccessScope scope) {
    WhereClause conditions = VisibilityPredicates.fromScope(new WhereClause(), "c", scope);
    return database.read(
        entities ->
            conditions
                    .bind(
                        entities.createQuery(
                            "select c.number from CallEntity c" + conditions.where(), Long.class))
                    .setMaxResults(few + 1)
                    .getResultList()
                    .size()
                <= few);
  }
}
