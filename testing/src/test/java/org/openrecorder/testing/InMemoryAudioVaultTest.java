package org.openrecorder.testing;

import java.util.Optional;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

final class InMemoryAudioVaultTest implements AudioVaultContract {

  private final InMemorySpool spool = new InMemorySpool();
  private final InMemoryAudioVault vault = new InMemoryAudioVault(spool);

  @Override
  public InMemoryAudioVault vault() {
    return vault;
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
    vault.spoil(audio);
  }
}
