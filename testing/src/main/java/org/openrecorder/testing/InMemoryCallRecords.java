package org.openrecorder.testing;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.Sight;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.testing.InMemoryRows.Numbered;

/** The records of calls in an {@link InMemoryStore}. */
public final class InMemoryCallRecords implements CallRecords {

  private static final int MOST_IN_PROGRESS = 10_000;

  private final InMemoryStore store;

  public InMemoryCallRecords(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public void save(Call call) {
    store.with(
        rows ->
            rows.calls.merge(
                call.key(),
                rows.number(call),
                (known, fresh) -> new Numbered<>(known.number(), call)));
  }

  @Override
  public void save(Optional<Call> known, Call call) {
    save(call);
  }

  @Override
  public Optional<Call> find(CallKey key) {
    return store.with(rows -> Optional.ofNullable(rows.calls.get(key)).map(Numbered::row));
  }

  @Override
  public List<Call> inProgressOn(PbxName pbx) {
    return store.with(
        rows ->
            rows.calls.values().stream()
                .map(Numbered::row)
                .filter(call -> call.key().pbx().equals(pbx) && call.inProgress())
                .limit(MOST_IN_PROGRESS)
                .toList());
  }

  @Override
  public Page<Entry> search(Filter filter, Optional<Page.Cursor> after, int limit) {
    return store.with(
        rows -> {
          Page<Call> calls =
              InMemoryRows.page(rows.calls, call -> matches(rows, filter, call), after, limit);
          return new Page<>(
              calls.items().stream().map(call -> entry(rows, call, filter.sight())).toList(),
              calls.next());
        });
  }

  private static Entry entry(InMemoryRows rows, Call call, Sight sight) {
    List<Recording> known = known(rows, call, sight);
    return new Entry(seen(call, known, sight), known.stream().map(Recording::id).toList());
  }

  private static Call seen(Call call, List<Recording> known, Sight sight) {
    return sight.hiddenToo() ? call : call.referringTo(known.stream().map(Recording::tag).toList());
  }

  private static List<Recording> known(InMemoryRows rows, Call call, Sight sight) {
    return rows.recordings.values().stream()
        .map(Numbered::row)
        .filter(recording -> recording.call().equals(call.key()))
        .filter(recording -> recording.continues().isEmpty() && sight.covers(recording))
        .toList();
  }

  private static boolean matches(InMemoryRows rows, Filter filter, Call call) {
    Sight sight = filter.sight();
    List<Recording> known = known(rows, call, sight);
    return sight.reach().covers(call)
        && (sight.hiddenToo() || !known.isEmpty())
        && matches(filter, seen(call, known, sight));
  }

  private static boolean matches(Filter filter, Call call) {
    return filter.uniqueId().stream().allMatch(call::has)
        && filter.linkedId().stream().allMatch(call.key().linkedId()::equals)
        && filter.externalReference().stream()
            .allMatch(tag -> call.externalReference().equals(Optional.of(tag)))
        && filter.extension().stream().allMatch(call.participants()::contains);
  }
}
