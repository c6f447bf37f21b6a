package org.openrecorder.testing;

import java.time.Instant;
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
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.Following;
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
  private final AtomicReference<Runnable> afterNextFind = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> beforeNextSavePrivate = new AtomicReference<>(() -> {});

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
    change(recording.id(), known -> with(known, recording.state()));
  }

  @Override
  public void savePrivate(RecordingId id, boolean isPrivate) {
    beforeNextSavePrivate.getAndSet(() -> {}).run();
    change(id, known -> known.markedPrivate(isPrivate));
  }

  @Override
  public void saveDeleted(RecordingId id) {
    change(id, Recording::markedDeleted);
  }

  @Override
  public void saveNotDeleted(RecordingId id) {
    change(id, Recording::markedNotDeleted);
  }

  @Override
  public void saveWaiting(RecordingId id) {
    change(id, known -> waiting(known, true));
  }

  @Override
  public void endWaiting(RecordingId id) {
    change(id, known -> waiting(known, false));
  }

  @Override
  public void endWaiting(CallKey call) {
    changeAll(
        recording -> recording.call().equals(call) && isLastLeg(recording),
        known -> waiting(known, false));
  }

  private boolean isLastLeg(Recording recording) {
    List<Recording> legs =
        list(leg -> leg.continues().filter(recording.whole()::equals).isPresent(), MOST_LISTED);
    return legs.isEmpty() || legs.getLast().id().equals(recording.id());
  }

  private static Recording waiting(Recording known, boolean waits) {
    Following now = known.following();
    return known.following(new Following(now.anyPhone(), waits, now.conversationOver()));
  }

  @Override
  public void saveConversationOver(
      CallKey call, UniqueId channel, Optional<Instant> over, Instant now) {
    changeAll(
        recording ->
            recording.call().equals(call)
                && recording.uniqueId().equals(channel)
                && !recording.following().isOver(now),
        known ->
            known.following(
                new Following(known.following().anyPhone(), known.following().waits(), over)));
  }

  private void changeAll(Predicate<Recording> which, UnaryOperator<Recording> change) {
    boolean unused =
        store.with(
            rows -> {
              rows.recordings.replaceAll(
                  (id, known) ->
                      which.test(known.row())
                          ? new Numbered<>(known.number(), change.apply(known.row()))
                          : known);
              return true;
            });
  }

  @Override
  public List<Recording> waitingOn(PbxName pbx) {
    return store.with(
        rows ->
            rows.recordings.values().stream()
                .map(Numbered::row)
                .filter(recording -> recording.following().waits())
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

  private static Recording with(Recording known, RecordingState state) {
    return new Recording(
        known.id(),
        known.call(),
        known.tag(),
        known.uniqueId(),
        known.channel(),
        known.extension(),
        known.requestedAt(),
        state,
        known.isPrivate(),
        known.deleted(),
        known.continues(),
        known.following());
  }

  @Override
  public Optional<RecordedCall> find(RecordingId id) {
    Optional<RecordedCall> found =
        store.with(
            rows ->
                Optional.ofNullable(rows.recordings.get(id))
                    .map(known -> withCall(rows, known.row())));
    afterNextFind.getAndSet(() -> {}).run();
    return found;
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

  /** What happens between the next reading of a recording and what its reader does with it. */
  public void afterNextFind(Runnable event) {
    afterNextFind.set(event);
  }

  /** The next mark as private cannot be stored. */
  public void failNextSavePrivate() {
    beforeNextSavePrivate.set(
        () -> {
          throw new StoreUnavailable("it fails by the test", new IllegalStateException());
        });
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
