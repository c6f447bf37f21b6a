package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.recording.RecordingId;

/**
 * Reads the audit trail in the database. Only the numbers of its rows have an index: another would
 * cost every start and stop more than it spares the few who read. So the rows are looked through
 * from the newest on in stretches of a bounded number, for a bounded time; a stretch that cannot
 * hold the times asked for is passed over.
 */
@Singleton
public class JpaAuditRecords implements AuditRecords {

  /**
   * Numbers of rows in one stretch, which a database looks through in some tens of milliseconds.
   */
  private static final long STRETCH = 50_000;

  /** How long one answer looks for more. */
  private static final Duration MOST = Duration.ofMillis(1_500);

  /**
   * Numbers grow with time, but for a clock that is set and for several servers, which take them in
   * blocks.
   */
  private static final Duration OUT_OF_ORDER = Duration.ofDays(1);

  private static final String FIRST = "select min(a.number) from AuditEntity a";

  private static final String NEWEST =
      "select max(a.number) from AuditEntity a where a.number < :after";

  private static final String TIME =
      "select a.happenedAt from AuditEntity a where a.number = :number";

  private static final String TAGS = "select r.id, r.tag from RecordingEntity r where r.id in :ids";

  private final Database database;
  private final long stretch;

  @Inject
  JpaAuditRecords(Database database) {
    this(database, STRETCH);
  }

  JpaAuditRecords(Database database, long stretch) {
    this.database = database;
    this.stretch = stretch;
  }

  @Override
  public Page<Entry> search(Filter filter, Optional<Page.Cursor> after, int limit) {
    return database.read(entities -> search(entities, filter, after, limit));
  }

  private Page<Entry> search(
      EntityManager entities, Filter filter, Optional<Page.Cursor> after, int limit) {
    long end = System.nanoTime() + MOST.toNanos();
    Optional<Long> first = number(entities, FIRST, Optional.empty());
    Optional<Long> top = newest(entities, after.map(Page.Cursor::after).orElse(Long.MAX_VALUE));
    List<AuditEntity> found = new ArrayList<>();
    while (top.isPresent() && first.isPresent() && !isBefore(entities, top.get(), filter)) {
      long floor = Math.max(first.get(), top.get() - stretch + 1);
      found.addAll(within(entities, filter, floor, top.get(), limit + 1 - found.size()));
      if (found.size() > limit) {
        return page(entities, found.subList(0, limit), Optional.of(number(found, limit - 1)));
      }
      top = newest(entities, floor);
      if (top.isPresent() && System.nanoTime() - end > 0) {
        return page(entities, found, Optional.of(floor));
      }
    }
    return page(entities, found, Optional.empty());
  }

  private static long number(List<AuditEntity> found, int place) {
    return found.get(place).number();
  }

  private static Optional<Long> newest(EntityManager entities, long below) {
    return number(entities, NEWEST, Optional.of(below));
  }

  private static Optional<Long> number(EntityManager entities, String query, Optional<Long> after) {
    var asked = entities.createQuery(query, Long.class);
    after.ifPresent(value -> asked.setParameter("after", value));
    return Optional.ofNullable(asked.getSingleResult());
  }

  /** Whether nothing from there on can be of the times asked for. */
  private static boolean isBefore(EntityManager entities, long number, Filter filter) {
    return filter
        .from()
        .map(from -> from.minus(OUT_OF_ORDER))
        .flatMap(from -> time(entities, number).map(time -> time.isBefore(from)))
        .orElse(false);
  }

  private static Optional<Instant> time(EntityManager entities, long number) {
    return entities
        .createQuery(TIME, Instant.class)
        .setParameter("number", number)
        .getResultStream()
        .findFirst();
  }

  private List<AuditEntity> within(
      EntityManager entities, Filter filter, long floor, long top, int limit) {
    if (isAfter(entities, floor, filter)) {
      return List.of();
    }
    WhereClause conditions = conditions(filter, floor, top);
    return Queries.readOnly(
            Queries.bounded(
                conditions.bind(
                    entities.createQuery(
                        "select a from AuditEntity a"
                            + conditions.where()
                            + " order by a.number desc",
                        AuditEntity.class))))
        .setMaxResults(limit)
        .getResultList();
  }

  /** Whether nothing from there up can be of the times asked for. */
  private static boolean isAfter(EntityManager entities, long floor, Filter filter) {
    return filter
        .to()
        .map(to -> to.plus(OUT_OF_ORDER))
        .flatMap(to -> time(entities, floor).map(time -> time.isAfter(to)))
        .orElse(false);
  }

  private static WhereClause conditions(Filter filter, long floor, long top) {
    return new WhereClause()
        .when("a.number >= :floor", "floor", Optional.of(floor))
        .when("a.number <= :top", "top", Optional.of(top))
        .when("a.happenedAt >= :from", "from", filter.from())
        .when("a.happenedAt < :to", "to", filter.to())
        .when("a.client = :client", "client", filter.client())
        .when("a.username = :user", "user", filter.user())
        .when("a.recordingId = :recording", "recording", filter.recording().map(RecordingId::value))
        .when("a.action = :action", "action", filter.action())
        .when("a.result = :result", "result", filter.result());
  }

  private static Page<Entry> page(
      EntityManager entities, List<AuditEntity> found, Optional<Long> next) {
    Map<UUID, String> tags = tags(entities, found);
    return new Page<>(
        found.stream().map(row -> entry(row, tags)).toList(), next.map(Page.Cursor::new));
  }

  private static Entry entry(AuditEntity row, Map<UUID, String> tags) {
    return new Entry(row.toRow(), row.recordingId().map(tags::get));
  }

  private static Map<UUID, String> tags(EntityManager entities, List<AuditEntity> found) {
    List<UUID> ids =
        found.stream().map(AuditEntity::recordingId).flatMap(Optional::stream).distinct().toList();
    return ids.isEmpty()
        ? Map.of()
        : entities
            .createQuery(TAGS, Tuple.class)
            .setParameter("ids", ids)
            .getResultStream()
            .collect(
                Collectors.toMap(
                    row -> Objects.requireNonNull(row.get(0, UUID.class)),
                    row -> Objects.requireNonNull(row.get(1, String.class))));
  }
}
