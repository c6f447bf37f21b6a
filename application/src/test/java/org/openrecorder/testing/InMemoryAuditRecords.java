package org.openrecorder.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.Page;

/** Reads the audit trail in an {@link InMemoryStore}; a row's number is its place. */
public final class InMemoryAuditRecords implements AuditRecords {

  private final InMemoryStore store;

  public InMemoryAuditRecords(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public Page<Entry> search(Filter filter, Optional<Page.Cursor> after, int limit) {
    return store.with(rows -> search(rows, filter, after, limit));
  }

  private static Page<Entry> search(
      InMemoryRows rows, Filter filter, Optional<Page.Cursor> after, int limit) {
    int first = (int) Math.min(rows.audit.size(), after.map(Page.Cursor::after).orElse(1L << 30));
    List<Entry> found = new ArrayList<>();
    for (int place = first - 1; place >= 0; place--) {
      AuditTrail.Row row = rows.audit.get(place);
      if (matches(filter, row)) {
        if (found.size() == limit) {
          return new Page<>(found, Optional.of(new Page.Cursor(place + 1L)));
        }
        found.add(entry(rows, row));
      }
    }
    return new Page<>(found, Optional.empty());
  }

  private static Entry entry(InMemoryRows rows, AuditTrail.Row row) {
    return new Entry(
        InMemoryAuditTrail.withoutPermissions(row),
        row.recording()
            .flatMap(id -> Optional.ofNullable(rows.recordings.get(id)))
            .map(one -> one.row().tag().value()));
  }

  private static boolean matches(Filter filter, AuditTrail.Row row) {
    return filter.from().stream().noneMatch(row.at()::isBefore)
        && filter.to().stream().allMatch(row.at()::isBefore)
        && filter.client().stream().allMatch(row.caller().client().value()::equals)
        && filter.user().stream().allMatch(name -> row.user().equals(Optional.of(name)))
        && filter.recording().stream().allMatch(id -> row.recording().equals(Optional.of(id)))
        && filter.action().stream().allMatch(row.action()::equals)
        && filter.result().stream().allMatch(row.result()::equals);
  }
}
