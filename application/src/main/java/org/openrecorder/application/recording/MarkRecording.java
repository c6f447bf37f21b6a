package org.openrecorder.application.recording;

import org.openrecorder.application.Answer;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.recording.RecordingId;

/** Marks a recording private or deleted. */
public interface MarkRecording {

  /** What can be marked. */
  enum Mark {
    PRIVATE,
    NOT_PRIVATE,
    DELETED
  }

  /**
   * Granted means: the mark is durable. Marking twice changes nothing and is granted; what is
   * deleted can no longer be marked.
   *
   * @return the recording after it, or a refusal with FORBIDDEN or NO_SUCH_RECORDING
   * @throws org.openrecorder.application.port.StoreUnavailable if the mark cannot be stored
   */
  Answer<RecordedCall> mark(Caller caller, RecordingId id, Mark mark);
}
