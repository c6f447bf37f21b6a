package org.openrecorder.bootstrap;

import java.time.Instant;
import java.util.List;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/** An archive of which it is known why it could not take audio in. */
final class ExplainedAudioArchive implements AudioArchive {

  private final AudioArchive archive;
  private final RecordedIngestDelays delays;

  ExplainedAudioArchive(AudioArchive archive, RecordedIngestDelays delays) {
    this.archive = archive;
    this.delays = delays;
  }

  @Override
  public IngestResult ingest(PbxName pbx, RecordingId recording) {
    try {
      IngestResult ingested = archive.ingest(pbx, recording);
      delays.done(recording);
      return ingested;
    } catch (StoreUnavailableException later) {
      delays.failed(recording, String.valueOf(later.getMessage()));
      throw later;
    }
  }

  @Override
  public Room room(PbxName pbx) {
    return archive.room(pbx);
  }

  @Override
  public AudioContent open(StoredAudio audio) {
    return archive.open(audio);
  }

  @Override
  public Joined join(List<AudioSegment> segments) {
    return archive.join(segments);
  }

  @Override
  public boolean spoolWasShortSince(PbxName pbx, Instant then) {
    return archive.spoolWasShortSince(pbx, then);
  }
}
