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
import org.openrecorder.application.port.ConcurrentChangeException;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.FollowRule;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
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
  public void add(RecordingSegment segment) {
    store.with(
        rows -> {
          if (!rows.calls.containsKey(segment.call())
              || rows.recordings.containsKey(segment.id())) {
            throw new IllegalStateException(
                "the call is not stored or the recording is stored already");
          }
          return rows.recordings.put(segment.id(), rows.number(segment));
        });
    store.answerWrite();
  }

  @Override
  public void saveState(RecordingSegment segment) {
    change(
        segment.id(),
        known -> {
          if (!segment.state().storedOver().contains(known.state().name())) {
            throw new ConcurrentChangeException(segment.state().name() + " of " + segment.id());
          }
          return with(known, segment.state());
        });
  }

  /** A state that no server could store over the one that is stored, as after a restored backup. */
  public void putBack(RecordingSegment segment) {
    change(segment.id(), known -> with(known, segment.state()));
  }

  @Override
  public void savePrivate(RecordingId id, boolean isPrivate) {
    beforeNextSavePrivate.getAndSet(() -> {}).run();
    change(id, known -> known.markedPrivate(isPrivate));
  }

  @Override
  public void saveDeleted(RecordingId id) {
    change(id, RecordingSegment::markedDeleted);
  }

  @Override
  public void saveNotDeleted(RecordingId id) {
    change(id, RecordingSegment::markedNotDeleted);
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
  public void endWaiting(CallId call) {
    changeAll(
        segment -> segment.call().equals(call) && isLastLeg(segment),
        known -> waiting(known, false));
  }

  private boolean isLastLeg(RecordingSegment segment) {
    List<RecordingSegment> segments =
        list(
            other -> other.continues().filter(segment.recordingId()::equals).isPresent(),
            MOST_LISTED);
    return segments.isEmpty() || segments.getLast().id().equals(segment.id());
  }

  private static RecordingSegment waiting(RecordingSegment known, boolean waits) {
    FollowRule now = known.following();
    return known.following(new FollowRule(now.anyPhone(), waits, now.conversationOver()));
  }

  @Override
  public void saveConversationOver(
      CallId call, UniqueId channel, Optional<Instant> over, Instant now) {
    changeAll(
        segment ->
            segment.call().equals(call)
                && segment.uniqueId().equals(channel)
                && !segment.following().isOver(now),
        known ->
            known.following(
                new FollowRule(known.following().anyPhone(), known.following().waits(), over)));
  }

  private void changeAll(
      Predicate<RecordingSegment> which, UnaryOperator<RecordingSegment> change) {
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
  public List<RecordingSegment> waitingOn(PbxName pbx) {
    return store.with(
        rows ->
            rows.recordings.values().stream()
                .map(Numbered::row)
                .filter(segment -> segment.following().waits())
                .filter(segment -> segment.pbx().equals(pbx))
                .filter(segment -> withCall(rows, segment).call().inProgress())
                .limit(MOST_LISTED)
                .toList());
  }

  private void change(RecordingId id, UnaryOperator<RecordingSegment> change) {
    store.with(
        rows ->
            Optional.ofNullable(rows.recordings.get(id))
                .map(known -> new Numbered<>(known.number(), change.apply(known.row())))
                .map(changed -> rows.recordings.put(id, changed))
                .orElseThrow(
                    () -> new IllegalStateException("the recording is not stored: " + id)));
    store.answerWrite();
  }

  private static RecordingSegment with(RecordingSegment known, RecordingState state) {
    return new RecordingSegment(
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
  public Optional<RecordingWithCall> find(RecordingId id) {
    Optional<RecordingWithCall> found =
        store.with(
            rows ->
                Optional.ofNullable(rows.recordings.get(id))
                    .map(known -> withCall(rows, known.row())));
    afterNextFind.getAndSet(() -> {}).run();
    return found;
  }

  @Override
  public List<RecordingSegment> openIn(CallId call) {
    return list(segment -> segment.unsettled() && segment.call().equals(call), MOST_OPEN_IN_CALL);
  }

  @Override
  public List<RecordingSegment> openOn(PbxName pbx) {
    return list(segment -> segment.unsettled() && segment.pbx().equals(pbx), MOST_LISTED);
  }

  @Override
  public List<RecordingSegment> finalising() {
    return list(segment -> segment.state() instanceof RecordingState.Finalising, MOST_LISTED);
  }

  @Override
  public Map<String, Long> counts() {
    return list(segment -> !segment.state().name().equals("available"), MOST_LISTED).stream()
        .collect(Collectors.groupingBy(segment -> segment.state().name(), Collectors.counting()));
  }

  @Override
  public long available() {
    return list(segment -> segment.state().name().equals("available"), MOST_LISTED).size();
  }

  @Override
  public Page<RecordingSegment> archived(Optional<Page.Cursor> after, int limit) {
    return store.with(
        rows ->
            InMemoryRows.page(
                rows.recordings,
                segment -> segment.state() instanceof RecordingState.Archived,
                after,
                limit));
  }

  @Override
  public List<RecordingSegment> segments(Collection<RecordingId> of) {
    if (of.isEmpty()) {
      return List.of();
    }
    List<RecordingSegment> segments =
        list(segment -> segment.continues().filter(of::contains).isPresent(), MOST_LISTED);
    afterNextLegs.getAndSet(() -> {}).run();
    return segments;
  }

  /** What happens between the next reading of a recording and what its reader does with it. */
  public void afterNextFind(Runnable event) {
    afterNextFind.set(event);
  }

  /** The next mark as private cannot be stored. */
  public void failNextSavePrivate() {
    beforeNextSavePrivate.set(
        () -> {
          throw new StoreUnavailableException("it fails by the test", new IllegalStateException());
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

  private List<RecordingSegment> list(Predicate<RecordingSegment> wanted, int most) {
    return store.with(
        rows ->
            rows.recordings.values().stream()
                .map(Numbered::row)
                .filter(wanted)
                .limit(most)
                .toList());
  }

  @Override
  public Page<RecordingWithCall> search(Filter filter, Optional<Page.Cursor> after, int limit) {
    return store.with(
        rows -> page(rows, segment -> matches(filter, withCall(rows, segment)), after, limit));
  }

  @Override
  public Page<RecordingWithCall> ofCall(LinkedId linkedId, Optional<Page.Cursor> after, int limit) {
    return store.with(
        rows -> page(rows, segment -> segment.call().linkedId().equals(linkedId), after, limit));
  }

  private static Page<RecordingWithCall> page(
      InMemoryRows rows,
      Predicate<RecordingSegment> wanted,
      Optional<Page.Cursor> after,
      int limit) {
    Predicate<RecordingSegment> whole = segment -> segment.continues().isEmpty();
    Page<RecordingSegment> found =
        InMemoryRows.page(rows.recordings, whole.and(wanted), after, limit);
    return new Page<>(
        found.items().stream().map(segment -> withCall(rows, segment)).toList(), found.next());
  }

  private static RecordingWithCall withCall(InMemoryRows rows, RecordingSegment segment) {
    Numbered<CallRecord> call = rows.calls.get(segment.call());
    if (call == null) {
      throw new IllegalStateException("a recording is stored without its call: " + segment.id());
    }
    return new RecordingWithCall(segment, call.row());
  }

  private static boolean matches(Filter filter, RecordingWithCall match) {
    return filter.visibility().covers(match.segment(), match.call())
        && filter.tag().stream().allMatch(match.segment().tag()::equals)
        && filter.uniqueId().stream().allMatch(match.call()::has)
        && filter.extension().stream()
            .allMatch(wanted -> match.segment().extension().equals(Optional.of(wanted)));
  }
}
