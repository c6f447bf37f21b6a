package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.openrecorder.application.port.AuditTrail;

/** The audit trail in the database. */
@Singleton
public class JpaAuditTrail implements AuditTrail {

  private final Database database;

  @Inject
  JpaAuditTrail(Database database) {
    this.database = database;
  }

  @Override
  public void add(Row row) {
    database.write(
        entities -> {
          entities.persist(new AuditEntity(row));
          return row;
        });
  }
}
