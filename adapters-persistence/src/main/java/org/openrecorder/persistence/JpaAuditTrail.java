package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.audit.AuditKey;

/**
 * The audit trail in the database. Each row is signed as it is written; {@link AuditSealer} links
 * it to the others afterwards, so that nobody waits for that.
 */
@Singleton
public class JpaAuditTrail implements AuditTrail {

  private static final String FORGET =
      "delete from AnnouncedAuditEntity a where a.recordingId = :recording";

  private static final String ANNOUNCED =
      "select a from AnnouncedAuditEntity a order by a.happenedAt, a.recordingId";

  private final Database database;
  private final AuditKey key;

  @Inject
  JpaAuditTrail(Database database, AuditKey key) {
    this.database = database;
    this.key = key;
  }

  @Override
  public void add(Row row) {
    database.write(
        entities -> {
          entities.persist(new AuditEntity(row, key));
          return row;
        });
  }

  @Override
  public void announce(Row row) {
    database.write(
        entities -> {
          entities.persist(new AnnouncedAuditEntity(row));
          return row;
        });
  }

  @Override
  public void settle(Row row) {
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
  public List<Row> announced(int most) {
    return database.read(
        entities ->
            Queries.readOnly(entities.createQuery(ANNOUNCED, AnnouncedAuditEntity.class))
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(AnnouncedAuditEntity::toRow)
                .toList());
  }
}
