package org.openrecorder.application.port;

import java.time.Duration;
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
   * Deletes the file of that recording. Deleting what is not there succeeds.
   *
   * @throws StoreUnavailable if it is there and cannot be deleted
   */
  void remove(PbxName pbx, RecordingId recording);
}
