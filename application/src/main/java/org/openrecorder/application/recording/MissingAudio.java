package org.openrecorder.application.recording;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingState.Finalising;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * What a PBX leaves when its disk fills up in mid-call: a file that is well formed and too short.
 * Asterisk says nothing of it but in its own log. Audio that is short without that is no fault: a
 * party that sends nothing, on hold for instance, leaves none.
 */
final class MissingAudio {

  /** The beginning and the end of a recording are known to so much. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  /** Of a long recording one fiftieth may be missing: clocks differ and packets get lost. */
  private static final int TOLERATED_PART = 50;

  private MissingAudio() {}

  /** How much is missing and why; empty if as much is there as should be. */
  static Optional<String> in(
      StoredAudio audio, Finalising recorded, PbxName pbx, AudioVault vault) {
    Duration time = Duration.between(recorded.since(), recorded.until());
    Duration missing = time.minus(audio.duration());
    return missing.compareTo(TOLERANCE) > 0
            && missing.compareTo(time.dividedBy(TOLERATED_PART)) > 0
            && vault.spoolWasShortSince(pbx, recorded.since())
        ? Optional.of(words(missing))
        : Optional.empty();
  }

  private static String words(Duration missing) {
    return String.format(
        Locale.ROOT,
        "%.1f s of audio are missing: the disk that the PBX records to was full",
        missing.toMillis() / 1_000.0);
  }
}
