package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.openrecorder.lab.audio.WavAnalysis;

/** The stretches of time that a recording says it was made in, oldest first. */
record Legs(List<Leg> legs, String told) {

  /** How far the audio may be from the times, at its end and where one leg meets another. */
  private static final Duration LENGTH = Duration.ofMillis(300);

  private static final Duration EDGE = Duration.ofMillis(200);

  /** One of them. */
  record Leg(Instant start, Instant end) {

    private static Leg of(JsonNode told) {
      return new Leg(
          Instant.parse(told.get("startedAt").asText()),
          Instant.parse(told.get("endedAt").asText()));
    }
  }

  /** A leg that came to nothing has no audio; a recording with one leg lists none. */
  static Legs of(JsonNode recording) {
    List<Leg> several =
        StreamSupport.stream(recording.get("legs").spliterator(), false)
            .filter(leg -> leg.get("durationMillis").asLong() > 0)
            .map(Leg::of)
            .toList();
    return new Legs(
        several.isEmpty() ? List.of(Leg.of(recording)) : several, recording.toPrettyString());
  }

  /** It lasts as long as all of them, and between two of them nobody and nothing is heard. */
  void assertHeardIn(WavAnalysis wav) {
    Duration whole = sinceBegin(legs.getLast().end());
    assertThat(wav.duration())
        .as("length of " + wav + " from " + told)
        .isBetween(whole.minus(LENGTH), whole.plus(LENGTH));
    IntStream.range(1, legs.size()).forEach(i -> assertSilentBefore(i, wav));
  }

  private void assertSilentBefore(int leg, WavAnalysis wav) {
    Duration from = sinceBegin(legs.get(leg - 1).end()).plus(EDGE);
    Duration to = sinceBegin(legs.get(leg).start()).minus(EDGE);
    if (from.compareTo(to) < 0) {
      assertThat(wav.rms(from, to)).as("between " + from + " and " + to + " of " + wav).isZero();
    }
  }

  private Duration sinceBegin(Instant then) {
    return Duration.between(legs.getFirst().start(), then);
  }
}
