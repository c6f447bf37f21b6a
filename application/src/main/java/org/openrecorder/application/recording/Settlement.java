package org.openrecorder.application.recording;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.AudioVault.Deposit;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingState.Finalising;
import org.openrecorder.domain.recording.Shortfall;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * What becomes of a recording whose file was taken in, or could not be. Nothing that should have
 * been heard is called empty: a file without audio is only where recording was over at once.
 */
final class Settlement {

  private static final Duration NOTHING = Duration.ZERO;

  private final AudioVault vault;

  Settlement(AudioVault vault) {
    this.vault = vault;
  }

  Recording of(Recording recording, Finalising recorded, Deposit deposit) {
    return switch (deposit) {
      case Deposit.Stored(StoredAudio audio, Optional<String> flaw) ->
          recording.kept(audio, flaw.or(() -> fullSpool(recording, recorded, audio.duration())));
      case Deposit.NoAudio(boolean finished) -> withoutAudio(recording, recorded, finished);
      case Deposit.Missing missing ->
          recording.failed(recorded.until(), "the PBX's audio file is missing");
      case Deposit.Unusable(String why) -> damaged(recording, recorded, why);
    };
  }

  private Recording withoutAudio(Recording recording, Finalising recorded, boolean finished) {
    if (!finished) {
      return damaged(
          recording,
          recorded,
          "the PBX did not finish the file, and none of its audio had reached the disk");
    }
    return shortfall(recorded).isEmpty()
        ? recording.empty(recorded.until(), "the PBX recorded no audio")
        : damaged(recording, recorded, "the PBX finished the file without a single sample");
  }

  /** How long the PBX recorded is the least that is missing: of its death nobody told. */
  private Recording damaged(Recording recording, Finalising recorded, String why) {
    String all =
        Stream.of(
                Optional.of(why),
                fullSpool(recording, recorded, NOTHING),
                Optional.of(measured(recorded).told()))
            .flatMap(Optional::stream)
            .reduce((first, second) -> first + "; " + second)
            .orElse(why);
    return recording.damaged(recorded.until(), all);
  }

  private static Shortfall measured(Finalising recorded) {
    return Shortfall.measured(recorded.since(), recorded.until(), NOTHING);
  }

  private static Optional<Shortfall> shortfall(Finalising recorded) {
    return Shortfall.of(recorded.since(), recorded.until(), NOTHING);
  }

  private Optional<String> fullSpool(Recording recording, Finalising recorded, Duration plays) {
    return FullSpool.behind(plays, recorded, recording.pbx(), vault);
  }
}
