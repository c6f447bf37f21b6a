package org.openrecorder.domain.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much shorter the audio is than the time for which the PBX recorded. A little is always
 * missing: the PBX receives the command a moment before it writes, and no two clocks agree.
 *
 * @param recorded how long the PBX recorded, by this server's clock
 * @param plays the duration of the audio
 */
public record MissingAudio(Duration recorded, Duration plays) {

  /** A difference of up to this is not reported. */
  private static final Duration USUAL = Duration.ofSeconds(1);

  /** A difference of up to this part of the recorded time, one fiftieth, is not reported. */
  private static final int USUAL_PART = 50;

  /** The missing audio, if it is more than usual: more than 1 s and more than 2 %. */
  public static Optional<MissingAudio> of(Instant since, Instant until, Duration plays) {
    return Optional.of(measured(since, until, plays)).filter(MissingAudio::isMuch);
  }

  /** The missing audio, whether or not it is more than usual. */
  public static MissingAudio measured(Instant since, Instant until, Duration plays) {
    return new MissingAudio(Duration.between(since, until), plays);
  }

  private boolean isMuch() {
    return missing().compareTo(USUAL) > 0
        && missing().multipliedBy(USUAL_PART).compareTo(recorded) > 0;
  }

  /** How much audio is missing; negative if the audio is longer than the time recorded. */
  public Duration missing() {
    return recorded.minus(plays);
  }

  /** A human-readable description. */
  public String told() {
    return "%s s of audio are missing: it plays %s s and was recorded for %s s"
        .formatted(seconds(missing()), seconds(plays), seconds(recorded));
  }

  private static String seconds(Duration time) {
    long tenths = time.toMillis() / 100;
    return tenths / 10 + "." + tenths % 10;
  }
}
