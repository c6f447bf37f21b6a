package org.openrecorder.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;

/**
 * The directories that the PBXs record into, as this server sees them. One file per recording,
 * named by its id.
 */
public interface Spool {

  /** Whether the file of that recording is there now. */
  boolean has(PbxName pbx, RecordingId recording);

  /** Waits until the file of that recording is there, at most {@code bound}; whether it is. */
  boolean await(PbxName pbx, RecordingId recording, Duration bound);

  /**
   * Where a file was expected that did not appear, and what to look at there: words that follow
   * others and begin with a blank. Empty where nothing is known.
   */
  default String place(PbxName pbx) {
    return "";
  }

  /**
   * A file that a PBX wrote for us.
   *
   * @param lastWritten by the clock of the file system; empty where the PBX does not tell
   */
  record Found(RecordingId recording, long bytes, Optional<Instant> lastWritten) {}

  /**
   * What lies in a spool.
   *
   * @param ours by the names of files that we give, whether or not a recording is stored for them
   * @param foreign how many others there are; this server ignores them
   * @param complete whether these are all
   */
  record Listing(List<RecordingId> ours, long foreign, boolean complete) {

    public Listing {
      ours = List.copyOf(ours);
    }
  }

  /** The file of that recording as it is now, if it is there. */
  Optional<Found> look(PbxName pbx, RecordingId recording);

  /**
   * Whether the PBX has closed the file of that recording: it has ended, and nothing more will
   * come. False where that cannot be told.
   */
  boolean closed(PbxName pbx, RecordingId recording);

  /**
   * The files of that PBX's spool, of ours at most 10,000.
   *
   * @throws StoreUnavailableException if the spool is not there or cannot be read now
   */
  Listing list(PbxName pbx);

  /**
   * Deletes the file of that recording. Deleting what is not there succeeds.
   *
   * @throws StoreUnavailableException if it is there and cannot be deleted
   */
  void remove(PbxName pbx, RecordingId recording);
}
