package org.openrecorder.application.legacy;

import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.application.retrieval.RetrievedRecording;

/** What a method of the old API gives when it does not refuse. */
public sealed interface LegacyResult {

  LegacyMethod method();

  /** A start or stop that was done. */
  record Done(LegacyMethod method, RecordingReference recording) implements LegacyResult {}

  /** Audio, to be written out as BASE64 and closed. */
  record Audio(LegacyMethod method, RetrievedRecording signature) implements LegacyResult {}
}
