package org.openrecorder.testing;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.VisibilityScope;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.testing.InMemoryRows.Numbered;

/** The records of calls in an {@link InMemoryStore}. */
public final class InMemoryCallRecords implements CallRecords {

  private static final int MOST_IN_PROGRESS = 10_000;

  private final InMemoryStore store;

  public InMemoryCallRecords(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public void save(CallRecord call) {
    store.with(
        rows ->
            rows.calls.merge(
                call.key(),
                rows.number(call),
                (known, fresh) -> new Numbered<>(known.number(), call)));
  }

  @Override
  public void save(Optional<CallRecord> known, CallRecord call) {
    save(call);
  }

  @Override
  public Optional<CallRecord> find(CallId key) {
    return store.with(rows -> Optional.ofNullable(rows.calls.get(key)).map(Numbered::row));
  }

  @Override
  public List<CallRecord> inProgressOn(PbxName pbx) {
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
          Page<CallRecord> calls =
              InMemoryRows.page(rows.calls, call -> matches(rows, filter, call), after, limit);
          return new Page<>(
              calls.items().stream().map(call -> entry(rows, call, filter.visibility())).toList(),
              calls.next());
        });
  }

  private static Entry entry(InMemoryRows rows, CallRecord call, VisibilityScope visibility) {
    List<RecordingSegment> known = known(rows, call, visibility);
    return new Entry(
        seen(call, known, visibility), known.stream().map(RecordingSegment::id).toList());
  }

  private static CallRecord seen(
      CallRecord call, List<RecordingSegment> known, VisibilityScope visibility) {
    return visibility.hiddenToo()
        ? call
        : call.referringTo(known.stream().map(RecordingSegment::tag).toList());
  }

  private static List<RecordingSegment> known(
      InMemoryRows rows, CallRecord call, VisibilityScope visibility) {
    return rows.recordings.values().stream()
        .map(Numbered::row)
        .filter(segment -> segment.call().equals(call.key()))
        .filter(segment -> segment.continues().isEmpty() && visibility.covers(segment))
        .toList();
  }

  private static boolean matches(InMemoryRows rows, Filter filter, CallRecord call) {
    VisibilityScope visibility = filter.visibility();
    List<RecordingSegment> known = known(rows, call, visibility);
    return visibility.scope().covers(call)
        && (visibility.hiddenToo() || !known.isEmpty())
        && matches(filter, seen(call, known, visibility));
  }

  private static boolean matches(Filter filter, CallRecord call) {
    return filter.uniqueId().stream().allMatch(call::has)
        && filter.linkedId().stream().allMatch(call.key().linkedId()::equals)
        && filter.externalReference().stream()
            .allMatch(tag -> call.externalReference().equals(Optional.of(tag)))
        && filter.extension().stream().allMatch(call.participants()::contains);
  }
}
