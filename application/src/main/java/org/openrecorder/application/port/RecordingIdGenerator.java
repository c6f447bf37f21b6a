package org.openrecorder.application.port;

import org.openrecorder.domain.recording.RecordingId;

/** Makes ids for recordings. */
public interface RecordingIdGenerator {

  /** An id that was never given before and cannot be guessed. */
  RecordingId next();
}
