package org.openrecorder.testing;

import java.util.List;
import org.openrecorder.application.port.AuditTrail;

/** The audit trail in an {@link InMemoryStore}. */
public final class InMemoryAuditTrail implements AuditTrail {

  private final InMemoryStore store;

  public InMemoryAuditTrail(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public void add(Row row) {
    store.with(rows -> rows.audit.add(row));
  }

  /** All rows, oldest first. */
  public List<Row> rows() {
    return store.with(rows -> List.copyOf(rows.audit));
  }
}
