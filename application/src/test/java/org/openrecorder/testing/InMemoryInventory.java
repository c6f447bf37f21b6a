package org.openrecorder.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/** What lies in an {@link InMemoryAudioArchive}. */
public final class InMemoryInventory implements ArchiveInventory {

  private static final Duration QUIET = Duration.ofMinutes(10);
  private static final String PUT_ASIDE = "orphans/";
  private static final String PART = "all";

  private final InMemoryAudioArchive archive;
  private final InMemorySpool spool;
  private final InstantSource clock;

  public InMemoryInventory(InMemoryAudioArchive archive, InMemorySpool spool, InstantSource clock) {
    this.archive = archive;
    this.spool = spool;
    this.clock = clock;
  }

  @Override
  public Condition look(StoredAudio audio) {
    return archive
        .file(audio.path())
        .map(file -> file.length == audio.bytes() ? Condition.THERE : Condition.OTHER_SIZE)
        .orElse(Condition.MISSING);
  }

  @Override
  public List<String> parts() {
    return List.of(PART);
  }

  @Override
  public List<RecordingId> in(String part) {
    return archive.paths().stream()
        .filter(path -> !path.startsWith(PUT_ASIDE))
        .map(path -> RecordingId.parse(path.substring(0, path.indexOf('.'))))
        .toList();
  }

  @Override
  public boolean atRest(PbxName pbx, RecordingId recording) {
    Optional<Spool.Found> found = spool.look(pbx, recording);
    return found.isEmpty()
        || isFinished(spool.file(pbx, recording).orElseThrow())
        || found.get().lastWritten().orElseThrow().plus(QUIET).isBefore(clock.instant());
  }

  private static boolean isFinished(byte[] file) {
    return file.length >= WavFiles.HEADER
        && ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4) == file.length - 8;
  }

  @Override
  public boolean holds(PbxName pbx, RecordingId recording, StoredAudio audio) {
    Optional<byte[]> archived = archive.file(audio.path());
    return archived.isPresent()
        && spool
            .file(pbx, recording)
            .filter(file -> Arrays.equals(file, archived.get()))
            .isPresent();
  }

  @Override
  public String quarantine(PbxName pbx, RecordingId recording) {
    byte[] file =
        spool
            .file(pbx, recording)
            .orElseThrow(
                () ->
                    new StoreUnavailableException(
                        "no such file", new IllegalStateException("gone")));
    int copies = 0;
    String path = PUT_ASIDE + recording + ".wav";
    while (archive.file(path).filter(other -> !Arrays.equals(other, file)).isPresent()) {
      copies++;
      path = PUT_ASIDE + recording + "." + copies + ".wav";
    }
    archive.keep(path, file);
    return path;
  }
}
