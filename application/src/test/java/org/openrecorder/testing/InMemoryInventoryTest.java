package org.openrecorder.testing;

import java.time.Duration;
import java.util.Optional;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

final class InMemoryInventoryTest implements ArchiveInventoryContract {

  private final SettableClock clock = new SettableClock();
  private final InMemorySpool spool = new InMemorySpool(clock);
  private final InMemoryAudioArchive archive = new InMemoryAudioArchive(spool);
  private final InMemoryInventory inventory = new InMemoryInventory(archive, spool, clock);

  @Override
  public InMemoryInventory inventory() {
    return inventory;
  }

  @Override
  public InMemoryAudioArchive audioArchive() {
    return archive;
  }

  @Override
  public void put(RecordingId recording, byte[] file) {
    spool.put(PBX, recording, file);
  }

  @Override
  public void age(RecordingId recording) {
    clock.advance(Duration.ofHours(1));
  }

  @Override
  public Optional<byte[]> spooled(RecordingId recording) {
    return spool.file(PBX, recording);
  }

  @Override
  public Optional<byte[]> archived(String path) {
    return archive.file(path);
  }

  @Override
  public void replace(StoredAudio audio, Optional<byte[]> file) {
    file.ifPresentOrElse(bytes -> archive.restore(audio, bytes), () -> archive.lose(audio));
  }
}
