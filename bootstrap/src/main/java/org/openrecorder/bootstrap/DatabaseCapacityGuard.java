package org.openrecorder.bootstrap;

import java.time.Instant;
import java.util.List;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.archive.DataDisk;
import org.openrecorder.archive.DiskState.Condition;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/** An archive that has room only while what is told of its audio has room, too. */
final class DatabaseCapacityGuard implements AudioArchive {

  private final AudioArchive archive;
  private final DataDisk data;

  DatabaseCapacityGuard(AudioArchive archive, DataDisk data) {
    this.archive = archive;
    this.data = data;
  }

  @Override
  public Room room(PbxName pbx) {
    Room room = archive.room(pbx);
    return room == Room.ENOUGH && data.state().condition() != Condition.ROOM ? Room.LOW : room;
  }

  @Override
  public IngestResult ingest(PbxName pbx, RecordingId recording) {
    return archive.ingest(pbx, recording);
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
