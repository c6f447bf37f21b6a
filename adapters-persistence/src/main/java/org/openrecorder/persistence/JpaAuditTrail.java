package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.audit.AuditKey;

/**
 * The audit trail in the database. Each row is signed as it is written; {@link AuditSealer} links
 * it to the others afterwards, so that no request waits for that. Rows of rejections, of which a
 * client that goes wrong makes hundreds a second, are written together where they come close
 * together.
 */
@Singleton
public class JpaAuditTrail implements AuditTrail {

  private static final String FORGET =
      "delete from AuditIntentEntity a where a.recordingId = :recording";

  private static final String ANNOUNCED =
      "select a from AuditIntentEntity a order by a.happenedAt, a.recordingId";

  /** Between two transactions of rejections: 40 a second, and no rejection is much later. */
  private static final Duration PAUSE = Duration.ofMillis(25);

  private static final String GRANTED = "OK";

  private final Database database;
  private final AuditKey key;
  private final GroupCommit<Row> rejections;

  @Inject
  JpaAuditTrail(Database database, AuditKey key) {
    this.database = database;
    this.key = key;
    this.rejections = new GroupCommit<>(this::addAll, PAUSE, System::nanoTime);
  }

  @Override
  public void add(Row row) {
    if (row.result().equals(GRANTED) || database.isInTransaction()) {
      addAll(List.of(row));
    } else {
      rejections.add(row);
    }
  }

  private void addAll(List<Row> rows) {
    database.write(
        entities -> {
          rows.stream().map(row -> new AuditEntity(row, key)).forEach(entities::persist);
          return rows;
        });
  }

  @Override
  public void recordIntent(Row row) {
    database.write(
        entities -> {
          entities.persist(new AuditIntentEntity(row));
          return row;
        });
  }

  @Override
  public void confirm(Row row) {
    database.write(
        entities -> {
          int forgotten =
              entities
                  .createQuery(FORGET)
                  .setParameter("recording", row.recording().orElseThrow().value())
                  .executeUpdate();
          if (forgotten > 0) {
            entities.persist(new AuditEntity(row, key));
          }
          return forgotten;
        });
  }

  @Override
  public List<Row> unconfirmedIntents(int most) {
    return database.read(
        entities ->
            Queries.readOnly(entities.createQuery(ANNOUNCED, AuditIntentEntity.class))
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(AuditIntentEntity::toRow)
                .toList());
  }
}
