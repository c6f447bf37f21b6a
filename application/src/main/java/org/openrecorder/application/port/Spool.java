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
   * Where a file was expected that did not appear, and what to check there: a text that follows
   * another and begins with a blank. Empty where nothing is known.
   */
  default String place(PbxName pbx) {
    return "";
  }

  /**
   * A file that a PBX wrote for this server.
   *
   * @param lastWritten by the clock of the file system; empty where the PBX does not report it
   */
  record Found(RecordingId recording, long bytes, Optional<Instant> lastWritten) {}

  /**
   * The contents of a spool.
   *
   * @param ours files with the names that this server gives, whether or not a recording is stored
   *     for them
   * @param foreign how many others there are; this server leaves them alone
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
   * Whether the PBX has closed the file of that recording: it is complete, and nothing more will
   * come. False where that cannot be determined.
   */
  boolean closed(PbxName pbx, RecordingId recording);

  /**
   * The files of that PBX's spool, at most 10,000 of this server's own.
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
