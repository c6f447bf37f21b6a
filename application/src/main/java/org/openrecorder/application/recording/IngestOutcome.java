package org.openrecorder.application.recording;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.domain.recording.MissingAudio;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState.Finalising;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * What becomes of a recording whose file was taken in, or could not be. Nothing that should have
 * been heard is called empty: a file without audio is only where recording was over at once.
 */
final class IngestOutcome {

  private static final Duration NOTHING = Duration.ZERO;

  private final AudioArchive archive;

  IngestOutcome(AudioArchive archive) {
    this.archive = archive;
  }

  RecordingSegment of(RecordingSegment segment, Finalising recorded, IngestResult ingested) {
    return switch (ingested) {
      case IngestResult.Stored(StoredAudio audio, Optional<String> flaw) ->
          segment.kept(audio, flaw.or(() -> fullSpool(segment, recorded, audio.duration())));
      case IngestResult.NoAudio(boolean finished) -> withoutAudio(segment, recorded, finished);
      case IngestResult.Missing missing ->
          segment.failed(recorded.until(), "the PBX's audio file is missing");
      case IngestResult.Unusable(String why) -> damaged(segment, recorded, why);
    };
  }

  private RecordingSegment withoutAudio(
      RecordingSegment segment, Finalising recorded, boolean finished) {
    if (!finished) {
      return damaged(
          segment,
          recorded,
          "the PBX did not finish the file, and none of its audio had reached the disk");
    }
    return shortfall(recorded).isEmpty()
        ? segment.empty(recorded.until(), "the PBX recorded no audio")
        : damaged(segment, recorded, "the PBX finished the file without a single sample");
  }

  /** How long the PBX recorded is the least that is missing: the PBX did not report its death. */
  private RecordingSegment damaged(RecordingSegment segment, Finalising recorded, String why) {
    String all =
        Stream.of(
                Optional.of(why),
                fullSpool(segment, recorded, NOTHING),
                Optional.of(measured(recorded).told()))
            .flatMap(Optional::stream)
            .reduce((first, second) -> first + "; " + second)
            .orElse(why);
    return segment.damaged(recorded.until(), all);
  }

  private static MissingAudio measured(Finalising recorded) {
    return MissingAudio.measured(recorded.since(), recorded.until(), NOTHING);
  }

  private static Optional<MissingAudio> shortfall(Finalising recorded) {
    return MissingAudio.of(recorded.since(), recorded.until(), NOTHING);
  }

  private Optional<String> fullSpool(
      RecordingSegment segment, Finalising recorded, Duration plays) {
    return FullSpool.behind(plays, recorded, segment.pbx(), archive);
  }
}
