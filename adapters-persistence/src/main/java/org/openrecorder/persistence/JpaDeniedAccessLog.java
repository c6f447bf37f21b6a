package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.DeniedAccessLog;

/** The log of denied access in the database. */
@Singleton
public class JpaDeniedAccessLog implements DeniedAccessLog {

  private static final String NEWEST =
      "select d.number from DeniedAccessEntity d order by d.number desc";

  private static final String FORGET_OLD =
      "delete from DeniedAccessEntity d where d.lastAt < :before";

  private static final String FORGET_UP_TO =
      "delete from DeniedAccessEntity d where d.number <= :number";

  private final Database database;

  @Inject
  JpaDeniedAccessLog(Database database) {
    this.database = database;
  }

  @Override
  public void add(List<Entry> entries) {
    database.write(
        entities -> {
          entries.stream().map(DeniedAccessEntity::new).forEach(entities::persist);
          return entries;
        });
  }

  @Override
  public void prune(Instant before, int most) {
    int unused =
        database.change(entities -> forgetOld(entities, before) + forgetOldest(entities, most));
  }

  private static int forgetOld(EntityManager entities, Instant before) {
    return entities.createQuery(FORGET_OLD).setParameter("before", before).executeUpdate();
  }

  private static int forgetOldest(EntityManager entities, int most) {
    Optional<Long> tooOld =
        entities
            .createQuery(NEWEST, Long.class)
            .setFirstResult(most)
            .setMaxResults(1)
            .getResultStream()
            .findFirst();
    return tooOld
        .map(
            number ->
                entities.createQuery(FORGET_UP_TO).setParameter("number", number).executeUpdate())
        .orElse(0);
  }
}
