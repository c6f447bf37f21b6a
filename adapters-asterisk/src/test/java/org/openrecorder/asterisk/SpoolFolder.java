package org.openrecorder.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.openrecorder.application.port.Spool;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;

/** The folder that a real Asterisk records into. */
record SpoolFolder(Path folder) implements Spool {

  @Override
  public boolean has(PbxName pbx, RecordingId recording) {
    return Files.exists(file(recording));
  }

  @Override
  public boolean await(PbxName pbx, RecordingId recording, Duration bound) {
    try {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .atMost(bound)
          .until(() -> has(pbx, recording));
      return true;
    } catch (ConditionTimeoutException never) {
      return false;
    }
  }

  @Override
  public Optional<Found> look(PbxName pbx, RecordingId recording) {
    return has(pbx, recording) ? Optional.of(found(recording)) : Optional.empty();
  }

  private Found found(RecordingId recording) {
    try {
      Path file = file(recording);
      return new Found(
          recording, Files.size(file), Optional.of(Files.getLastModifiedTime(file).toInstant()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public boolean closed(PbxName pbx, RecordingId recording) {
    return false;
  }

  /** Tells of none: nothing is taken in from here. */
  @Override
  public Listing list(PbxName pbx) {
    return new Listing(List.of(), 0, true);
  }

  @Override
  public void remove(PbxName pbx, RecordingId recording) {
    try {
      Files.deleteIfExists(file(recording));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Path file(RecordingId recording) {
    return folder.resolve(recording + ".wav");
  }
}
