package org.openrecorder.asterisk.ari;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * An archive that first fetches what lies on a PBX without a shared directory. A file is fetched
 * into a directory of ours and from there archived like any other.
 */
public final class AriAudioArchive implements AudioArchive {

  private final Map<PbxName, AriFileFetcher> sources;
  private final AudioArchive archive;

  public AriAudioArchive(Map<PbxName, AriFileFetcher> sources, AudioArchive archive) {
    this.sources = Map.copyOf(sources);
    this.archive = archive;
  }

  @Override
  public IngestResult ingest(PbxName pbx, RecordingId recording) {
    AriFileFetcher source = sources.get(pbx);
    return source == null ? archive.ingest(pbx, recording) : fetchAndIngest(source, pbx, recording);
  }

  /** Before it counts as archived the PBX is asked whether it wrote on meanwhile. */
  private IngestResult fetchAndIngest(AriFileFetcher source, PbxName pbx, RecordingId recording) {
    source.fetchWhenSettled(recording);
    IngestResult ingested = archive.ingest(pbx, recording);
    if (source.changedSinceFetched(recording)) {
      throw new StoreUnavailableException(
          "the PBX wrote on while recording " + recording + " was fetched",
          new IOException("another length or another header"));
    }
    return ingested;
  }

  @Override
  public AudioContent open(StoredAudio audio) {
    return archive.open(audio);
  }

  @Override
  public Joined join(List<AudioSegment> segments) {
    return archive.join(segments);
  }

  /** Of the disk that files are fetched to: Asterisk does not tell of its own. */
  @Override
  public Room room(PbxName pbx) {
    return archive.room(pbx);
  }

  @Override
  public boolean spoolWasShortSince(PbxName pbx, Instant then) {
    return archive.spoolWasShortSince(pbx, then);
  }
}
