package org.openrecorder.systemtests;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all rounds together have seen. */
final class CrashCounts {

  private final Map<String, Integer> states = new TreeMap<>();
  private Duration audio = Duration.ZERO;
  private int rounds;
  private int starts;
  private int stops;
  private int marks;
  private int refused;
  private int unanswered;

  void round(List<CrashLog> logs) {
    rounds++;
    for (CrashLog log : logs) {
      starts += log.started().size();
      stops += log.stopped().size();
      marks += log.marked().size();
      refused += log.refused().size();
      unanswered += log.unanswered().isPresent() ? 1 : 0;
    }
  }

  void ended(String state) {
    states.merge(state, 1, Integer::sum);
  }

  void audio(Duration more) {
    audio = audio.plus(more);
  }

  /** How many promises there were to keep. */
  int acknowledged() {
    return starts + stops + marks;
  }

  @Override
  public String toString() {
    return "%d rounds: %d starts, %d stops and %d marks acknowledged, %d refused, %d without an answer; %s; %d s of audio"
        .formatted(rounds, starts, stops, marks, refused, unanswered, states, audio.toSeconds());
  }
}
