package org.openrecorder.domain.recording;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openrecorder.domain.recording.RecordingState.EndedWithoutAudio;

/** Finds the gaps between the segments of one recording, and the segments whose audio is lost. */
final class Gaps {

  private static final String STOPPED = "the recorder was stopped on the PBX";
  private static final String CHANGED_HANDS = "the call changed hands";

  private final List<Gap> found = new ArrayList<>();

  private Gaps() {}

  /**
   * The gaps of a recording.
   *
   * @param segments oldest first; segments that never began are ignored
   */
  static List<Gap> between(Stream<RecordingSegment> segments) {
    List<RecordingSegment> begun =
        segments.filter(segment -> segment.state().startedAt().isPresent()).toList();
    Gaps gaps = new Gaps();
    if (!begun.isEmpty()) {
      gaps.look(begun);
    }
    return List.copyOf(gaps.found);
  }

  private void look(List<RecordingSegment> begun) {
    RecordingSegment last = begun.getFirst(); // the one that ended last so far
    addLost(last, begin(last));
    for (RecordingSegment segment : begun.subList(1, begun.size())) {
      add(end(last), begin(segment), whyBetween(last, segment));
      addLost(segment, later(end(last), begin(segment)));
      last = end(segment).isAfter(end(last)) ? segment : last;
    }
  }

  private void addLost(RecordingSegment segment, Instant from) {
    if (segment.state() instanceof EndedWithoutAudio lost) {
      add(from, lost.at(), lost.why());
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant begin(RecordingSegment segment) {
    return segment.state().startedAt().orElseThrow();
  }

  private static Instant end(RecordingSegment segment) {
    return segment.state().endedAt().orElse(Instant.MAX);
  }

  /**
   * A segment that ended with its conversation waits for it; a segment that was stopped does not.
   */
  private static String whyBetween(RecordingSegment last, RecordingSegment segment) {
    boolean begunAgain = segment.uniqueId().equals(last.uniqueId()) && !last.following().waits();
    return begunAgain ? STOPPED : CHANGED_HANDS;
  }

  /** Omits gaps of less than a millisecond. */
  private void add(Instant from, Instant to, String why) {
    if (from.truncatedTo(MILLIS).isBefore(to.truncatedTo(MILLIS))) {
      found.add(new Gap(from, to, why));
    }
  }
}
