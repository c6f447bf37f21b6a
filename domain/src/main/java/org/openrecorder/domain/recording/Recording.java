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
 * A recording with all its segments.
 *
 * @param first the segment whose id clients know; its flags apply to all
 * @param furtherSegments oldest first; most recordings have none
 */
public record Recording(RecordingSegment first, List<RecordingSegment> furtherSegments) {

  /** A longer gap becomes silence of this length, which bounds the size of a response. */
  static final Duration LONGEST_SILENCE = Duration.ofHours(12);

  public Recording {
    furtherSegments = List.copyOf(furtherSegments);
  }

  /** Whether a client may retrieve it, and if not, why. */
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

  /**
   * Whether no segment is open any more and the conversation of the last one is over at that time.
   */
  public boolean conversationIsOver(Instant now) {
    List<RecordingSegment> all = segments().toList();
    return all.stream().noneMatch(RecordingSegment::open) && all.getLast().following().isOver(now);
  }

  /**
   * The periods between begin and end in which nothing was recorded, oldest first. What is missing
   * from a recording of one segment is part of that segment's state.
   */
  public List<Gap> gaps() {
    return furtherSegments.isEmpty() ? List.of() : Gaps.between(segments());
  }

  /** All segments, the first one first. */
  public Stream<RecordingSegment> segments() {
    return Stream.concat(Stream.of(first), furtherSegments.stream());
  }

  /** Each segment begins as long after the first one as it did when it was recorded. */
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
