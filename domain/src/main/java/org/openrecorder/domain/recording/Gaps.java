package org.openrecorder.domain.recording;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openrecorder.domain.recording.RecordingState.Ended;

/** Finds what is missing between the legs of one recording, and in those that lost their audio. */
final class Gaps {

  private static final String STOPPED = "the recorder was stopped on the PBX";
  private static final String CHANGED_HANDS = "the call changed hands";

  private final List<Gap> found = new ArrayList<>();

  private Gaps() {}

  /**
   * The gaps of a recording.
   *
   * @param legs oldest first; those that never began leave no trace
   */
  static List<Gap> between(Stream<Recording> legs) {
    List<Recording> begun = legs.filter(leg -> leg.state().startedAt().isPresent()).toList();
    Gaps gaps = new Gaps();
    if (!begun.isEmpty()) {
      gaps.look(begun);
    }
    return List.copyOf(gaps.found);
  }

  private void look(List<Recording> begun) {
    Recording last = begun.getFirst(); // the one that went on longest so far
    addLost(last, begin(last));
    for (Recording leg : begun.subList(1, begun.size())) {
      add(end(last), begin(leg), whyBetween(last, leg));
      addLost(leg, later(end(last), begin(leg)));
      last = end(leg).isAfter(end(last)) ? leg : last;
    }
  }

  private void addLost(Recording leg, Instant from) {
    if (leg.state() instanceof Ended lost) {
      add(from, lost.at(), lost.why());
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant begin(Recording leg) {
    return leg.state().startedAt().orElseThrow();
  }

  private static Instant end(Recording leg) {
    return leg.state().endedAt().orElse(Instant.MAX);
  }

  /** A leg that has ended with its conversation waits for it, one that was stopped does not. */
  private static String whyBetween(Recording last, Recording leg) {
    boolean begunAgain = leg.uniqueId().equals(last.uniqueId()) && !last.following().waits();
    return begunAgain ? STOPPED : CHANGED_HANDS;
  }

  /** Less than a millisecond is not told. */
  private void add(Instant from, Instant to, String why) {
    if (from.truncatedTo(MILLIS).isBefore(to.truncatedTo(MILLIS))) {
      found.add(new Gap(from, to, why));
    }
  }
}
