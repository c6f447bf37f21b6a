package org.openrecorder.domain.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openrecorder.domain.recording.RecordingState.Kept;
import org.openrecorder.domain.recording.Retrievability.CallInProgress;
import org.openrecorder.domain.recording.Retrievability.Hidden;
import org.openrecorder.domain.recording.Retrievability.NotReady;
import org.openrecorder.domain.recording.Retrievability.Retrievable;

/**
 * A recording with the legs that it went on with.
 *
 * @param first the one that callers know; its flags hold for all
 * @param further oldest first; most recordings have none
 */
public record WholeRecording(Recording first, List<Recording> further) {

  /** A longer gap is heard as one of this length, which bounds what is sent. */
  static final Duration LONGEST_SILENCE = Duration.ofHours(12);

  public WholeRecording {
    further = List.copyOf(further);
  }

  /** Whether it may be handed out, and if not why. */
  public Retrievability retrievability(boolean callInProgress) {
    Retrievability ofFirst = first.retrievability(callInProgress);
    if (further.isEmpty() || ofFirst instanceof Hidden) {
      return ofFirst;
    }
    List<Retrievability> all = legs().map(leg -> leg.retrievability(callInProgress)).toList();
    if (all.stream().anyMatch(CallInProgress.class::isInstance)) {
      return new CallInProgress();
    }
    if (all.stream().anyMatch(NotReady.class::isInstance)) {
      return new NotReady();
    }
    List<AudioPiece> pieces = pieces();
    return pieces.isEmpty() ? ofFirst : new Retrievable(pieces);
  }

  /** Whether nothing is recorded any more and the conversation of the last leg is over by then. */
  public boolean conversationIsOver(Instant now) {
    List<Recording> all = legs().toList();
    return all.stream().noneMatch(Recording::open) && all.getLast().following().isOver(now);
  }

  /**
   * When nothing of it was recorded between its begin and its end, oldest first. What is missing
   * from a recording of one leg is told by its state.
   */
  public List<Gap> gaps() {
    return further.isEmpty() ? List.of() : Gaps.between(legs());
  }

  /** The first and the further ones. */
  public Stream<Recording> legs() {
    return Stream.concat(Stream.of(first), further.stream());
  }

  /** Each leg begins as long after the first one as it did when it was recorded. */
  private List<AudioPiece> pieces() {
    List<AudioPiece> pieces = new ArrayList<>();
    List<Kept> kept = legs().map(Recording::state).flatMap(WholeRecording::kept).toList();
    Duration heard = Duration.ZERO;
    for (Kept leg : kept) {
      Instant begun = kept.getFirst().since();
      Duration silence = bounded(Duration.between(begun, leg.since()).minus(heard));
      pieces.add(new AudioPiece(silence, leg.stored()));
      heard = heard.plus(silence).plus(leg.stored().duration());
    }
    return pieces;
  }

  private static Stream<Kept> kept(RecordingState state) {
    return state instanceof Kept kept ? Stream.of(kept) : Stream.empty();
  }

  private static Duration bounded(Duration silence) {
    if (silence.isNegative()) {
      return Duration.ZERO;
    }
    return silence.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : silence;
  }
}
