package org.openrecorder.testing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.testing.InMemoryRows.Numbered;

/** The recordings in an {@link InMemoryStore}. */
public final class InMemoryRecordings implements Recordings {

  private static final int MOST_OPEN_IN_CALL = 1_000;
  private static final int MOST_LISTED = 10_000;

  private final InMemoryStore store;
  private final AtomicReference<Runnable> afterNextLegs = new AtomicReference<>(() -> {});

  public InMemoryRecordings(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public void add(Recording recording) {
    store.with(
        rows -> {
          if (!rows.calls.containsKey(recording.call())
              || rows.recordings.containsKey(recording.id())) {
            throw new IllegalStateException(
                "the call is not stored or the recording is stored already");
          }
          return rows.recordings.put(recording.id(), rows.number(recording));
        });
    store.answerWrite();
  }

  @Override
  public void saveState(Recording recording) {
    change(recording.id(), known -> merged(known, recording.state(), known));
  }

  @Override
  public void saveFlags(Recording recording) {
    change(recording.id(), known -> merged(known, known.state(), recording));
  }

  @Override
  public void saveNotDeleted(RecordingId id) {
    change(id, Recording::markedNotDeleted);
  }

  @Override
  public void saveWaiting(RecordingId id) {
    change(id, known -> known);
    boolean unused = store.with(rows -> rows.waiting.add(id));
  }

  @Override
  public void endWaiting(CallKey call) {
    boolean unused =
        store.with(
            rows ->
                rows.waiting.removeIf(
                    id ->
                        Optional.ofNullable(rows.recordings.get(id))
                            .filter(row -> row.row().call().equals(call))
                            .isPresent()));
  }

  @Override
  public List<Recording> waitingOn(PbxName pbx) {
    return store.with(
        rows ->
            rows.recordings.values().stream()
                .map(Numbered::row)
                .filter(recording -> rows.waiting.contains(recording.id()))
                .filter(recording -> recording.pbx().equals(pbx))
                .filter(recording -> withCall(rows, recording).call().inProgress())
                .limit(MOST_LISTED)
                .toList());
  }

  private void change(RecordingId id, UnaryOperator<Recording> change) {
    store.with(
        rows ->
            Optional.ofNullable(rows.recordings.get(id))
                .map(known -> new Numbered<>(known.number(), change.apply(known.row())))
                .map(changed -> rows.recordings.put(id, changed))
                .orElseThrow(
                    () -> new IllegalStateException("the recording is not stored: " + id)));
    store.answerWrite();
  }

  private static Recording merged(Recording known, RecordingState state, Recording flags) {
    return new Recording(
        known.id(),
        known.call(),
        known.tag(),
        known.uniqueId(),
        known.channel(),
        known.extension(),
        known.requestedAt(),
        state,
        flags.isPrivate(),
        known.deleted() || flags.deleted(),
        known.continues());
  }

  @Override
  public Optional<RecordedCall> find(RecordingId id) {
    return store.with(
        rows ->
            Optional.ofNullable(rows.recordings.get(id)).map(known -> withCall(rows, known.row())));
  }

  @Override
  public List<Recording> openIn(CallKey call) {
    return list(
        recording -> recording.unsettled() && recording.call().equals(call), MOST_OPEN_IN_CALL);
  }

  @Override
  public List<Recording> openOn(PbxName pbx) {
    return list(recording -> recording.unsettled() && recording.pbx().equals(pbx), MOST_LISTED);
  }

  @Override
  public List<Recording> finalising() {
    return list(recording -> recording.state() instanceof RecordingState.Finalising, MOST_LISTED);
  }

  @Override
  public Map<String, Long> counts() {
    return list(recording -> !recording.state().name().equals("available"), MOST_LISTED).stream()
        .collect(
            Collectors.groupingBy(recording -> recording.state().name(), Collectors.counting()));
  }

  @Override
  public long available() {
    return list(recording -> recording.state().name().equals("available"), MOST_LISTED).size();
  }

  @Override
  public Page<Recording> kept(Optional<Page.Cursor> after, int limit) {
    return store.with(
        rows ->
            InMemoryRows.page(
                rows.recordings,
                recording -> recording.state() instanceof RecordingState.Kept,
                after,
                limit));
  }

  @Override
  public List<Recording> legs(Collection<RecordingId> of) {
    if (of.isEmpty()) {
      return List.of();
    }
    List<Recording> legs =
        list(recording -> recording.continues().filter(of::contains).isPresent(), MOST_LISTED);
    afterNextLegs.getAndSet(() -> {}).run();
    return legs;
  }

  /** What happens between the next reading of legs and what its reader does with them. */
  public void afterNextLegs(Runnable event) {
    afterNextLegs.set(event);
  }

  @Override
  public Set<RecordingId> known(Collection<RecordingId> ids) {
    return store.with(
        rows ->
            ids.stream()
                .filter(rows.recordings::containsKey)
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** Somebody deletes the row behind the recorder's back. */
  public void drop(RecordingId id) {
    Object unused = store.with(rows -> Optional.ofNullable(rows.recordings.remove(id)));
  }

  private List<Recording> list(Predicate<Recording> wanted, int most) {
    return store.with(
        rows ->
            rows.recordings.values().stream()
                .map(Numbered::row)
                .filter(wanted)
                .limit(most)
                .toList());
  }

  @Override
  public Page<RecordedCall> search(Filter filter, Optional<Page.Cursor> after, int limit) {
    return store.with(
        rows -> page(rows, recording -> matches(filter, withCall(rows, recording)), after, limit));
  }

  @Override
  public Page<RecordedCall> ofCall(LinkedId linkedId, Optional<Page.Cursor> after, int limit) {
    return store.with(
        rows ->
            page(rows, recording -> recording.call().linkedId().equals(linkedId), after, limit));
  }

  private static Page<RecordedCall> page(
      InMemoryRows rows, Predicate<Recording> wanted, Optional<Page.Cursor> after, int limit) {
    Predicate<Recording> whole = recording -> recording.continues().isEmpty();
    Page<Recording> found = InMemoryRows.page(rows.recordings, whole.and(wanted), after, limit);
    return new Page<>(
        found.items().stream().map(recording -> withCall(rows, recording)).toList(), found.next());
  }

  private static RecordedCall withCall(InMemoryRows rows, Recording recording) {
    Numbered<Call> call = rows.calls.get(recording.call());
    if (call == null) {
      throw new IllegalStateException("a recording is stored without its call: " + recording.id());
    }
    return new RecordedCall(recording, call.row());
  }

  private static boolean matches(Filter filter, RecordedCall match) {
    return filter.sight().covers(match.recording(), match.call())
        && filter.tag().stream().allMatch(match.recording().tag()::equals)
        && filter.uniqueId().stream().allMatch(match.call()::has)
        && filter.extension().stream()
            .allMatch(wanted -> match.recording().extension().equals(Optional.of(wanted)));
  }
}
