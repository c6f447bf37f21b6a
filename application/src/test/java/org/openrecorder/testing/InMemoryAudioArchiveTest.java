package org.openrecorder.testing;

import java.util.Optional;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

final class InMemoryAudioArchiveTest implements AudioArchiveContract {

  private final InMemorySpool spool = new InMemorySpool();
  private final InMemoryAudioArchive archive = new InMemoryAudioArchive(spool);

  @Override
  public InMemoryAudioArchive audioArchive() {
    return archive;
  }

  @Override
  public void put(RecordingId recording, byte[] file) {
    spool.put(PBX, recording, file);
  }

  @Override
  public Optional<byte[]> spooled(RecordingId recording) {
    return spool.file(PBX, recording);
  }

  @Override
  public void spoil(StoredAudio audio) {
    archive.spoil(audio);
  }
}
