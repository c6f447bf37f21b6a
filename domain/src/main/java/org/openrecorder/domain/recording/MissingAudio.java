package org.openrecorder.domain.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much shorter audio plays than the PBX recorded by the clock. A little is always missing: the
 * PBX is told a moment before it writes, and a clock is never another clock.
 *
 * @param recorded how long the PBX recorded, by our clock
 * @param plays how long the audio plays
 */
public record MissingAudio(Duration recorded, Duration plays) {

  /** What may be missing without a word. */
  private static final Duration USUAL = Duration.ofSeconds(1);

  /** The part that may be missing without a word: one fiftieth. */
  private static final int USUAL_PART = 50;

  /** The shortfall, if it is more than usual: more than 1 s and more than 2 %. */
  public static Optional<MissingAudio> of(Instant since, Instant until, Duration plays) {
    return Optional.of(measured(since, until, plays)).filter(MissingAudio::isMuch);
  }

  /** The shortfall, usual or not. */
  public static MissingAudio measured(Instant since, Instant until, Duration plays) {
    return new MissingAudio(Duration.between(since, until), plays);
  }

  private boolean isMuch() {
    return missing().compareTo(USUAL) > 0
        && missing().multipliedBy(USUAL_PART).compareTo(recorded) > 0;
  }

  /** What is missing. */
  public Duration missing() {
    return recorded.minus(plays);
  }

  /** In a person's words. */
  public String told() {
    return "%s s of audio are missing: it plays %s s and was recorded for %s s"
        .formatted(seconds(missing()), seconds(plays), seconds(recorded));
  }

  private static String seconds(Duration time) {
    long tenths = time.toMillis() / 100;
    return tenths / 10 + "." + tenths % 10;
  }
}
