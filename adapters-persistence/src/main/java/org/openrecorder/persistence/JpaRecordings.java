package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.openrecorder.application.port.ConcurrentChangeException;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.VisibilityScope;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.persistence.ScopedPaging.Lead;

/** The recordings in the database. */
@Singleton
public class JpaRecordings implements Recordings {

  private static final int MOST_OPEN_IN_CALL = 1_000;
  private static final int MOST_LISTED = 10_000;

  private static final String WITH_CALL =
      "select r, c, exists (select l.number from RecordingEntity l where l.continues = r.id) from"
          + " RecordingEntity r join CallEntity c on c.pbx = r.pbx and c.linkedId = r.linkedId";

  private static final String WITH_LEGS = WITH_CALL + " left join fetch c.legs";

  private static final String BY_ID = WITH_LEGS + " where r.id = :id";

  private static final String LATEST =
      " where r.number = (select max(n.number) from RecordingEntity n)";

  private static final String ANY = "select r from RecordingEntity r" + LATEST;

  private static final String ANY_WITH_LEGS = WITH_LEGS + LATEST;

  private static final String OPEN_IN_CALL =
      "select r from RecordingEntity r where r.linkedId = :linkedId and r.pbx = :pbx"
          + " and r.lifecycle.state in ('requested', 'recording', 'withdrawn') order by r.number";

  private static final String OPEN_ON_PBX =
      "select r from RecordingEntity r where r.pbx = :pbx"
          + " and r.lifecycle.state in ('requested', 'recording', 'withdrawn') order by r.number";

  private static final String FINALISING =
      "select r from RecordingEntity r where r.lifecycle.state = 'finalising' order by r.number";

  private static final String KEPT =
      "select r from RecordingEntity r where r.number < :after and "
          + Queries.whereSeen("r", "r.lifecycle.state in ('available', 'interrupted')")
          + " order by r.number desc";

  private static final String WHOLE = Queries.whereSeen("r", "r.continues is null");

  /** Each state is a range of the index; "not available" would be all of it. */
  private static final String COUNTS =
      "select r.lifecycle.state, count(r) from RecordingEntity r where r.lifecycle.state in"
          + " ('requested', 'withdrawn', 'recording', 'finalising', 'interrupted', 'empty',"
          + " 'damaged', 'failed') group by r.lifecycle.state";

  /** Of all columns none is named, so that the index by state is enough. */
  private static final String AVAILABLE =
      "select count(*) from RecordingEntity r where r.lifecycle.state = 'available'";

  private static final String LEGS =
      "select r from RecordingEntity r where r.continues in :ids order by r.number";

  private static final String KNOWN = "select r.id from RecordingEntity r where r.id in :ids";

  private static final String SAVE_STATE =
      "update RecordingEntity r set r.lifecycle = :lifecycle where r.id = :id"
          + " and r.lifecycle.state in :expected";

  private static final String SAVE_PRIVATE =
      "update RecordingEntity r set r.isPrivate = :private where r.id = :id";

  private static final String SAVE_DELETED =
      "update RecordingEntity r set r.deleted = true where r.id = :id";

  private static final String SAVE_NOT_DELETED =
      "update RecordingEntity r set r.deleted = false where r.id = :id";

  private static final String SAVE_WAITING =
      "update RecordingEntity r set r.waits = true where r.id = :id";

  /** In the database's own words: Hibernate translates an update anew each time. */
  private static final String END_WAITING =
      "update recording set waits = false where linked_id = :linkedId and pbx = :pbx and waits ="
          + " true and not exists (select 1 from recording later where later.continues ="
          + " coalesce(recording.continues, recording.id) and later.number > recording.number)";

  private static final String END_WAITING_OF_ONE =
      "update RecordingEntity r set r.waits = false where r.id = :id";

  /** In the database's own words too. */
  private static final String SAVE_CONVERSATION_OVER =
      "update recording set conversation_over = :over where linked_id = :linkedId and pbx = :pbx"
          + " and unique_id = :uniqueId and (conversation_over is null or conversation_over >"
          + " :now)";

  private static final String CONVERSATION_GOES_ON =
      "update recording set conversation_over = null where linked_id = :linkedId and pbx = :pbx"
          + " and unique_id = :uniqueId and conversation_over > :now";

  private static final String WAITING_ON_PBX =
      "select r from RecordingEntity r join CallEntity c on c.pbx = r.pbx and c.linkedId ="
          + " r.linkedId where c.pbx = :pbx and c.endedAt is null and r.waits = true order by"
          + " r.number";

  private final Database database;
  private final ScopedPaging parts;

  @Inject
  JpaRecordings(Database database) {
    this(database, new ScopedPaging(database));
  }

  JpaRecordings(Database database, ScopedPaging parts) {
    this.database = database;
    this.parts = parts;
  }

  @Override
  public void add(RecordingSegment segment) {
    database.write(
        entities -> {
          entities.persist(new RecordingEntity(segment));
          return segment;
        });
  }

  @Override
  public void saveState(RecordingSegment segment) {
    int changed =
        database.write(
            entities ->
                entities
                    .createQuery(SAVE_STATE)
                    .setParameter("id", segment.id().value())
                    .setParameter("lifecycle", StateColumns.of(segment.state()))
                    .setParameter("expected", segment.state().storedOver())
                    .executeUpdate());
    if (changed == 0) {
      throw known(List.of(segment.id())).isEmpty()
          ? notStored(segment.id())
          : new ConcurrentChangeException(segment.state().name() + " of " + segment.id());
    }
  }

  private static IllegalStateException notStored(RecordingId id) {
    return new IllegalStateException("the recording is not stored: " + id);
  }

  @Override
  public void savePrivate(RecordingId id, boolean isPrivate) {
    change(id, entities -> entities.createQuery(SAVE_PRIVATE).setParameter("private", isPrivate));
  }

  @Override
  public void saveDeleted(RecordingId id) {
    change(id, entities -> entities.createQuery(SAVE_DELETED));
  }

  @Override
  public void saveNotDeleted(RecordingId id) {
    change(id, entities -> entities.createQuery(SAVE_NOT_DELETED));
  }

  @Override
  public void saveWaiting(RecordingId id) {
    change(id, entities -> entities.createQuery(SAVE_WAITING));
  }

  @Override
  public void endWaiting(CallId call) {
    int unused =
        database.change(
            entities ->
                entities
                    .createNativeQuery(END_WAITING)
                    .setParameter("pbx", call.pbx().value())
                    .setParameter("linkedId", call.linkedId().value())
                    .executeUpdate());
  }

  @Override
  public void endWaiting(RecordingId id) {
    change(id, entities -> entities.createQuery(END_WAITING_OF_ONE));
  }

  @Override
  public void saveConversationOver(
      CallId call, UniqueId channel, Optional<Instant> over, Instant now) {
    int unused =
        database.change(
            entities -> {
              Query update =
                  over.isPresent()
                      ? entities
                          .createNativeQuery(SAVE_CONVERSATION_OVER)
                          .setParameter("over", over.get())
                      : entities.createNativeQuery(CONVERSATION_GOES_ON);
              return update
                  .setParameter("pbx", call.pbx().value())
                  .setParameter("linkedId", call.linkedId().value())
                  .setParameter("uniqueId", channel.value())
                  .setParameter("now", now)
                  .executeUpdate();
            });
  }

  @Override
  public List<RecordingSegment> waitingOn(PbxName pbx) {
    return list(WAITING_ON_PBX, MOST_LISTED, query -> query.setParameter("pbx", pbx.value()));
  }

  private void change(RecordingId id, Function<EntityManager, Query> update) {
    int changed =
        database.write(
            entities -> update.apply(entities).setParameter("id", id.value()).executeUpdate());
    if (changed == 0) {
      throw notStored(id);
    }
  }

  @Override
  public Optional<RecordingWithCall> find(RecordingId id) {
    return database.read(
        entities -> {
          List<Tuple> rows =
              Queries.readOnly(entities.createQuery(BY_ID, Tuple.class))
                  .setParameter("id", id.value())
                  .getResultList();
          return orAsLong(entities, rows, ANY).stream().findFirst();
        });
  }

  /**
   * What was found; nothing takes about as long as something of which the asker must not know.
   *
   * @param any reads as much of another recording
   */
  private static List<RecordingWithCall> orAsLong(
      EntityManager entities, List<Tuple> rows, String any) {
    if (rows.isEmpty()) {
      List<Tuple> unused = Queries.readOnly(entities.createQuery(any, Tuple.class)).getResultList();
    }
    return rows.stream().map(JpaRecordings::recordedCall).toList();
  }

  private static RecordingWithCall recordedCall(Tuple row) {
    return new RecordingWithCall(
        row.get(0, RecordingEntity.class).toDomain(),
        row.get(1, CallEntity.class).toDomain(),
        row.get(2, Boolean.class));
  }

  @Override
  public Map<String, Long> counts() {
    return database.read(
        entities ->
            entities.createQuery(COUNTS, Tuple.class).getResultList().stream()
                .collect(
                    Collectors.toMap(
                        row -> row.get(0, String.class), row -> row.get(1, Long.class))));
  }

  @Override
  public long available() {
    return database.read(entities -> entities.createQuery(AVAILABLE, Long.class).getSingleResult());
  }

  @Override
  public List<RecordingSegment> openIn(CallId call) {
    return list(
        OPEN_IN_CALL,
        MOST_OPEN_IN_CALL,
        query ->
            query
                .setParameter("pbx", call.pbx().value())
                .setParameter("linkedId", call.linkedId().value()));
  }

  @Override
  public List<RecordingSegment> openOn(PbxName pbx) {
    return list(OPEN_ON_PBX, MOST_LISTED, query -> query.setParameter("pbx", pbx.value()));
  }

  @Override
  public List<RecordingSegment> finalising() {
    return list(FINALISING, MOST_LISTED, query -> query);
  }

  @Override
  public Page<RecordingSegment> archived(Optional<Page.Cursor> after, int limit) {
    return database.read(
        entities ->
            Queries.page(
                entities
                    .createQuery(KEPT, RecordingEntity.class)
                    .setParameter("after", after.map(Page.Cursor::after).orElse(Long.MAX_VALUE)),
                limit,
                RecordingEntity::number,
                rows -> rows.stream().map(RecordingEntity::toDomain).toList()));
  }

  @Override
  public List<RecordingSegment> segments(Collection<RecordingId> of) {
    List<UUID> ids = of.stream().map(RecordingId::value).toList();
    return ids.isEmpty()
        ? List.of()
        : list(LEGS, MOST_LISTED, query -> query.setParameter("ids", ids));
  }

  @Override
  public Set<RecordingId> known(Collection<RecordingId> ids) {
    return ids.isEmpty() ? Set.of() : ask(ids.stream().map(RecordingId::value).toList());
  }

  private Set<RecordingId> ask(List<UUID> ids) {
    return database.read(
        entities ->
            entities
                .createQuery(KNOWN, UUID.class)
                .setParameter("ids", ids)
                .getResultStream()
                .map(RecordingId::new)
                .collect(Collectors.toUnmodifiableSet()));
  }

  private List<RecordingSegment> list(
      String text,
      int most,
      Function<TypedQuery<RecordingEntity>, TypedQuery<RecordingEntity>> bind) {
    return database.read(
        entities ->
            bind
                .apply(Queries.readOnly(entities.createQuery(text, RecordingEntity.class)))
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(RecordingEntity::toDomain)
                .toList());
  }

  @Override
  public Page<RecordingWithCall> search(Filter filter, Optional<Page.Cursor> after, int limit) {
    ScopedPaging.Way<RecordingWithCall> way =
        (lead, floor) ->
            page(
                namesFew(filter) ? UnaryOperator.identity() : Queries::bounded,
                conditions(filter, lead).when("r.number > :floor", "floor", floor),
                after,
                limit);
    return namesSomething(filter)
        ? way.page(Lead.ROWS, Optional.empty())
        : parts.page(filter.visibility().scope(), "RecordingEntity", after, way);
  }

  private static WhereClause conditions(Filter filter, Lead lead) {
    return VisibilityPredicates.ofRecordings(wholes(), filter.visibility(), lead)
        .when("r.tag = :tag", "tag", filter.tag().map(Tag::value))
        .when(JpaCallRecords.legs("uniqueId"), "uniqueId", filter.uniqueId().map(UniqueId::value))
        .when("r.extension = :extension", "extension", filter.extension().map(Extension::value));
  }

  private static boolean namesSomething(Filter filter) {
    return filter.tag().isPresent()
        || filter.uniqueId().isPresent()
        || filter.extension().isPresent();
  }

  @Override
  public Page<RecordingWithCall> ofCall(LinkedId linkedId, Optional<Page.Cursor> after, int limit) {
    return page(
        UnaryOperator.identity(),
        wholes().when("r.linkedId = :linkedId", "linkedId", Optional.of(linkedId.value())),
        after,
        limit);
  }

  private static WhereClause wholes() {
    return new WhereClause().always(WHOLE);
  }

  /** Whether an index leads to what is asked for and to nothing else. */
  private static boolean namesFew(Filter filter) {
    return filter.visibility().equals(VisibilityScope.EVERYTHING)
        && filter.extension().isEmpty()
        && filter.tag().isPresent() != filter.uniqueId().isPresent();
  }

  private Page<RecordingWithCall> page(
      UnaryOperator<TypedQuery<Tuple>> bound,
      WhereClause conditions,
      Optional<Page.Cursor> after,
      int limit) {
    conditions.when("r.number < :after", "after", after.map(Page.Cursor::after));
    return database.read(
        entities ->
            Queries.page(
                bound.apply(
                    conditions.bind(
                        entities.createQuery(
                            WITH_CALL + conditions.where() + " order by r.number desc",
                            Tuple.class))),
                limit,
                row -> row.get(0, RecordingEntity.class).number(),
                rows -> orAsLong(entities, rows, ANY_WITH_LEGS)));
  }
}
