package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.VisibilityScope;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.persistence.ScopedPaging.Lead;

/** The records of calls in the database. */
@Singleton
public class JpaCallRecords implements CallRecords {

  private static final String LEGS =
      "c.number in (select o.number from CallEntity o join o.legs l where l.%1$s = :%1$s%2$s)";

  /** Of a leg {@code l}: a telephone that only rang has nothing to do with a call. */
  static final String PARTICIPANT = "l.tookPart = true";

  private static final int MOST_IN_PROGRESS = 10_000;

  private static final String BY_KEY =
      "select c from CallEntity c left join fetch c.legs where c.pbx = :pbx and c.linkedId ="
          + " :linkedId";

  /** In the database's own words: Hibernate translates an update anew each time. */
  private static final String TAG =
      "update call_record set external_reference = :tag where pbx = :pbx and linked_id = :linkedId";

  private static final String IN_PROGRESS =
      "select c from CallEntity c where c.pbx = :pbx and c.endedAt is null order by c.number";

  private static final String RECORDINGS =
      "select r.pbx, r.linkedId, r.id, r.tag, r.isPrivate, r.deleted from RecordingEntity r"
          + " where r.linkedId in :linkedIds and r.continues is null order by r.number";

  private final Database database;
  private final ScopedPaging parts;

  @Inject
  JpaCallRecords(Database database) {
    this(database, new ScopedPaging(database));
  }

  JpaCallRecords(Database database, ScopedPaging parts) {
    this.database = database;
    this.parts = parts;
  }

  @Override
  public void save(CallRecord call) {
    database.write(
        entities -> {
          byKey(entities, call.key()).getResultList().stream()
              .findFirst()
              .ifPresentOrElse(
                  known -> known.take(call), () -> entities.persist(new CallEntity(call)));
          return call;
        });
  }

  @Override
  public void save(Optional<CallRecord> known, CallRecord call) {
    if (known.isEmpty()) {
      add(call);
    } else if (differsInTagOnly(known.get(), call)) {
      tag(call);
    } else {
      save(call);
    }
  }

  private void add(CallRecord call) {
    database.write(
        entities -> {
          entities.persist(new CallEntity(call));
          return call;
        });
  }

  private static boolean differsInTagOnly(CallRecord known, CallRecord call) {
    return call.externalReference().map(known::tagged).filter(call::equals).isPresent();
  }

  private void tag(CallRecord call) {
    int changed =
        database.write(
            entities ->
                entities
                    .createNativeQuery(TAG)
                    .setParameter("tag", call.externalReference().map(Tag::value).orElseThrow())
                    .setParameter("pbx", call.key().pbx().value())
                    .setParameter("linkedId", call.key().linkedId().value())
                    .executeUpdate());
    if (changed == 0) {
      throw new IllegalStateException("the call is not stored: " + call.key());
    }
  }

  private static TypedQuery<CallEntity> byKey(EntityManager entities, CallId key) {
    return entities
        .createQuery(BY_KEY, CallEntity.class)
        .setParameter("pbx", key.pbx().value())
        .setParameter("linkedId", key.linkedId().value());
  }

  @Override
  public Optional<CallRecord> find(CallId key) {
    return database.read(
        entities ->
            Queries.readOnly(byKey(entities, key)).getResultList().stream()
                .findFirst()
                .map(CallEntity::toDomain));
  }

  @Override
  public List<CallRecord> inProgressOn(PbxName pbx) {
    return database.read(
        entities ->
            Queries.readOnly(entities.createQuery(IN_PROGRESS, CallEntity.class))
                .setParameter("pbx", pbx.value())
                .setMaxResults(MOST_IN_PROGRESS)
                .getResultList()
                .stream()
                .map(CallEntity::toDomain)
                .toList());
  }

  @Override
  public Page<Entry> search(Filter filter, Optional<Page.Cursor> after, int limit) {
    ScopedPaging.Way<Entry> way =
        (lead, floor) ->
            page(
                conditions(filter, lead)
                    .when("c.number > :floor", "floor", floor)
                    .when("c.number < :after", "after", after.map(Page.Cursor::after)),
                filter.visibility(),
                limit);
    return namesSomething(filter)
        ? way.page(Lead.ROWS, Optional.empty())
        : parts.page(filter.visibility().scope(), "CallEntity", after, way);
  }

  private Page<Entry> page(WhereClause conditions, VisibilityScope visibility, int limit) {
    return database.read(
        entities ->
            Queries.page(
                Queries.bounded(
                    conditions.bind(
                        entities.createQuery(
                            "select c from CallEntity c"
                                + conditions.where()
                                + " order by c.number desc",
                            CallEntity.class))),
                limit,
                CallEntity::number,
                calls -> entries(entities, calls, visibility)));
  }

  private static boolean namesSomething(Filter filter) {
    return filter.uniqueId().isPresent()
        || filter.linkedId().isPresent()
        || filter.externalReference().isPresent()
        || filter.extension().isPresent();
  }

  private static WhereClause conditions(Filter filter, Lead lead) {
    return VisibilityPredicates.ofCalls(new WhereClause(), filter.visibility(), lead)
        .when(legs("uniqueId"), "uniqueId", filter.uniqueId().map(UniqueId::value))
        .when("c.linkedId = :linkedId", "linkedId", filter.linkedId().map(LinkedId::value))
        .when(
            VisibilityPredicates.reference(filter.visibility(), "tag"),
            "tag",
            filter.externalReference().map(Tag::value))
        .when(
            legs("extension", PARTICIPANT), "extension", filter.extension().map(Extension::value));
  }

  /**
   * Asks for calls with such a leg; written so that the databases begin with the few legs and not
   * with all calls.
   */
  static String legs(String column) {
    return LEGS.formatted(column, "");
  }

  private static String legs(String column, String which) {
    return LEGS.formatted(column, " and " + which);
  }

  private static List<Entry> entries(
      EntityManager entities, List<CallEntity> calls, VisibilityScope visibility) {
    Map<CallId, List<Tuple>> recordings = recordings(entities, calls, visibility);
    return calls.stream()
        .map(CallEntity::toDomain)
        .map(call -> entry(call, recordings.getOrDefault(call.key(), List.of()), visibility))
        .toList();
  }

  private static Entry entry(CallRecord call, List<Tuple> recordings, VisibilityScope visibility) {
    List<RecordingId> ids =
        recordings.stream().map(row -> new RecordingId(row.get(2, UUID.class))).toList();
    List<Tag> tags = recordings.stream().map(row -> new Tag(row.get(3, String.class))).toList();
    return new Entry(visibility.hiddenToo() ? call : call.referringTo(tags), ids);
  }

  /** By their calls, each oldest first. */
  private static Map<CallId, List<Tuple>> recordings(
      EntityManager entities, List<CallEntity> calls, VisibilityScope visibility) {
    if (calls.isEmpty()) {
      return Map.of();
    }
    return entities
        .createQuery(RECORDINGS, Tuple.class)
        .setParameter(
            "linkedIds", calls.stream().map(call -> call.key().linkedId().value()).toList())
        .getResultStream()
        .filter(row -> visibility.hiddenToo() || !isHidden(row))
        .collect(Collectors.groupingBy(JpaCallRecords::key));
  }

  private static boolean isHidden(Tuple row) {
    return row.get(4, Boolean.class) || row.get(5, Boolean.class);
  }

  private static CallId key(Tuple row) {
    return new CallId(
        new PbxName(row.get(0, String.class)), new LinkedId(row.get(1, String.class)));
  }
}
