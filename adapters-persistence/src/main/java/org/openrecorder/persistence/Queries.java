package org.openrecorder.persistence;

import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.jpa.SpecHints;
import org.openrecorder.application.port.Page;

/** What queries have in common. */
final class Queries {

  /** As long as the pool of connections lets any statement last in PostgreSQL. */
  private static final int MOST_MILLIS = 3_000;

  private Queries() {}

  /** Spares Hibernate the copies that it would need to find changes. */
  static <T> TypedQuery<T> readOnly(TypedQuery<T> query) {
    return query.setHint(HibernateHints.HINT_READ_ONLY, true);
  }

  /** For a query that may have to look through much: it fails after 3 s. */
  static <T> TypedQuery<T> bounded(TypedQuery<T> query) {
    return query.setHint(SpecHints.HINT_SPEC_QUERY_TIMEOUT, MOST_MILLIS);
  }

  /**
   * A condition to look at in rows that are found in another way. With an index by a column that
   * most rows have in common H2 reads and sorts all of them for a page of the newest; a condition
   * with an alternative it does not look for in an index. PostgreSQL knows that there is no such
   * row and decides as it would without.
   *
   * @param alias the row, whose number is always positive
   */
  static String whereSeen(String alias, String condition) {
    return "(" + condition + " or " + alias + ".number < 0)";
  }

  /**
   * A page of at most {@code limit} rows. One row more is asked for, to know whether there is
   * another page.
   *
   * @param query gives rows from the newest on
   */
  static <R, T> Page<T> page(
      TypedQuery<R> query,
      int limit,
      ToLongFunction<R> number,
      Function<List<R>, List<T>> toItems) {
    List<R> rows = readOnly(query).setMaxResults(limit + 1).getResultList();
    List<R> given = rows.subList(0, Math.min(limit, rows.size()));
    Optional<Page.Cursor> next =
        given.size() < rows.size()
            ? Optional.of(new Page.Cursor(number.applyAsLong(given.getLast())))
            : Optional.empty();
    return new Page<>(toItems.apply(given), next);
  }
}
