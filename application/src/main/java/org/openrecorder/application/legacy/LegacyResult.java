package org.openrecorder.application.legacy;

import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.application.retrieval.RetrievedRecording;

/** The result of a method of the old API that succeeded. */
public sealed interface LegacyResult {

  LegacyMethod method();

  /** A start or stop that succeeded. */
  record Done(LegacyMethod method, RecordingReference recording) implements LegacyResult {}

  /** Audio, to be written as BASE64 and closed. */
  record Audio(LegacyMethod method, RetrievedRecording signature) implements LegacyResult {}
}
