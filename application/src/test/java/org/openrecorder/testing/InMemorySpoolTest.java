package org.openrecorder.testing;

import org.openrecorder.domain.recording.RecordingId;

final class InMemorySpoolTest implements SpoolContract {

  private final InMemorySpool spool = new InMemorySpool();

  @Override
  public InMemorySpool spool() {
    return spool;
  }

  @Override
  public void putForeign() {
    spool.putForeign();
  }

  @Override
  public void close(RecordingId recording) {
    spool.touch(PBX, recording);
  }

  @Override
  public void put(RecordingId recording, byte[] file) {
    spool.put(PBX, recording, file);
  }
}
