package org.openrecorder.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.openrecorder.application.port.AuditTrail;

/** The audit trail in the database. */
@ApplicationScoped
public class JpaAuditTrail implements AuditTrail {

  private Database database;

  /** For the client proxy. */
  @SuppressWarnings("NullAway.Init")
  protected JpaAuditTrail() {}

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
