package org.openrecorder.application.recording;

import java.time.Duration;
import java.util.Optional;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.MissingAudio;
import org.openrecorder.domain.recording.RecordingState.Finalising;

/**
 * Why audio is short whose PBX had no room to write: the file is well formed, and Asterisk says
 * nothing of it but in its own log.
 */
final class FullSpool {

  private FullSpool() {}

  /** The cause, where audio is missing and the spool was short of room meanwhile. */
  static Optional<String> behind(
      Duration plays, Finalising recorded, PbxName pbx, AudioArchive archive) {
    return MissingAudio.of(recorded.since(), recorded.until(), plays)
        .filter(shortfall -> archive.spoolWasShortSince(pbx, recorded.since()))
        .map(shortfall -> "the disk that the PBX records to was full");
  }
}
