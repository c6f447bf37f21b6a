package org.openrecorder.testing;

import java.time.Instant;
import java.util.List;
import org.openrecorder.application.port.DeniedAccessLog;

/** The log of denied access in an {@link InMemoryStore}. */
public final class InMemoryDeniedAccessLog implements DeniedAccessLog {

  private final InMemoryStore store;

  public InMemoryDeniedAccessLog(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public void add(List<Entry> entries) {
    store.with(rows -> rows.deniedAccess.addAll(entries));
  }

  @Override
  public void prune(Instant before, int most) {
    store.with(
        rows -> {
          rows.deniedAccess.removeIf(entry -> entry.until().isBefore(before));
          int tooMany = Math.max(0, rows.deniedAccess.size() - most);
          rows.deniedAccess.subList(0, tooMany).clear();
          return tooMany;
        });
  }

  /** All entries, oldest first. */
  public List<Entry> entries() {
    return store.with(rows -> List.copyOf(rows.deniedAccess));
  }
}
