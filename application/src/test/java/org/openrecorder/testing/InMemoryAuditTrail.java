package org.openrecorder.testing;

import java.util.List;
import java.util.Set;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.domain.access.ApiPrincipal;

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

  @Override
  public void recordIntent(Row row) {
    store.with(rows -> rows.announced.put(row.recording().orElseThrow(), row));
  }

  @Override
  public void confirm(Row row) {
    store.atomically(
        () -> {
          boolean announced =
              store.with(rows -> rows.announced.remove(row.recording().orElseThrow()) != null);
          if (announced) {
            add(row);
          }
          return announced;
        });
  }

  @Override
  public List<Row> unconfirmedIntents(int most) {
    return store.with(
        rows ->
            rows.announced.values().stream()
                .limit(most)
                .map(InMemoryAuditTrail::withoutPermissions)
                .toList());
  }

  static Row withoutPermissions(Row row) {
    return new Row(
        row.at(),
        new ApiPrincipal(row.caller().client(), row.caller().address(), Set.of()),
        row.action(),
        row.user(),
        row.subject(),
        row.recording(),
        row.result(),
        row.reason());
  }

  /** All rows, oldest first. */
  public List<Row> rows() {
    return store.with(rows -> List.copyOf(rows.audit));
  }
}
