package org.openrecorder.application.port;

import org.openrecorder.domain.recording.RecordingId;

/** Generates ids for recordings. */
public interface RecordingIdGenerator {

  /** An id that was never generated before and cannot be guessed. */
  RecordingId next();
}
