package org.openrecorder.domain.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openrecorder.domain.recording.RecordingState.Archived;
import org.openrecorder.domain.recording.RetrievalDecision.CallInProgress;
import org.openrecorder.domain.recording.RetrievalDecision.Hidden;
import org.openrecorder.domain.recording.RetrievalDecision.NotReady;
import org.openrecorder.domain.recording.RetrievalDecision.Retrievable;

/**
 * A recording with the legs that it went on with.
 *
 * @param first the one that callers know; its flags hold for all
 * @param furtherSegments oldest first; most recordings have none
 */
public record Recording(RecordingSegment first, List<RecordingSegment> furtherSegments) {

  /** A longer gap is heard as one of this length, which bounds what is sent. */
  static final Duration LONGEST_SILENCE = Duration.ofHours(12);

  public Recording {
    furtherSegments = List.copyOf(furtherSegments);
  }

  /** Whether it may be handed out, and if not why. */
  public RetrievalDecision retrievability(boolean callInProgress) {
    RetrievalDecision ofFirst = first.retrievability(callInProgress);
    if (furtherSegments.isEmpty() || ofFirst instanceof Hidden) {
      return ofFirst;
    }
    List<RetrievalDecision> all =
        segments().map(segment -> segment.retrievability(callInProgress)).toList();
    if (all.stream().anyMatch(CallInProgress.class::isInstance)) {
      return new CallInProgress();
    }
    if (all.stream().anyMatch(NotReady.class::isInstance)) {
      return new NotReady();
    }
    List<AudioSegment> segments = pieces();
    return segments.isEmpty() ? ofFirst : new Retrievable(segments);
  }

  /** Whether nothing is recorded any more and the conversation of the last leg is over by then. */
  public boolean conversationIsOver(Instant now) {
    List<RecordingSegment> all = segments().toList();
    return all.stream().noneMatch(RecordingSegment::open) && all.getLast().following().isOver(now);
  }

  /**
   * When nothing of it was recorded between its begin and its end, oldest first. What is missing
   * from a recording of one leg is told by its state.
   */
  public List<Gap> gaps() {
    return furtherSegments.isEmpty() ? List.of() : Gaps.between(segments());
  }

  /** The first and the further ones. */
  public Stream<RecordingSegment> segments() {
    return Stream.concat(Stream.of(first), furtherSegments.stream());
  }

  /** Each leg begins as long after the first one as it did when it was recorded. */
  private List<AudioSegment> pieces() {
    List<AudioSegment> segments = new ArrayList<>();
    List<Archived> kept = segments().map(RecordingSegment::state).flatMap(Recording::kept).toList();
    Duration heard = Duration.ZERO;
    for (Archived leg : kept) {
      Instant begun = kept.getFirst().since();
      Duration silence = bounded(Duration.between(begun, leg.since()).minus(heard));
      segments.add(new AudioSegment(silence, leg.stored()));
      heard = heard.plus(silence).plus(leg.stored().duration());
    }
    return segments;
  }

  private static Stream<Archived> kept(RecordingState state) {
    return state instanceof Archived kept ? Stream.of(kept) : Stream.empty();
  }

  private static Duration bounded(Duration silence) {
    if (silence.isNegative()) {
      return Duration.ZERO;
    }
    return silence.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : silence;
  }
}
