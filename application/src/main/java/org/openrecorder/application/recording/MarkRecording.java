package org.openrecorder.application.recording;

import java.util.Optional;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ChangeReason;
import org.openrecorder.domain.recording.RecordingId;

/** Marks a recording private or deleted, and takes the mark away again. */
public interface MarkRecording {

  /** What can be marked. */
  enum Mark {
    PRIVATE,
    NOT_PRIVATE,
    DELETED,
    /** For administrators only. */
    NOT_DELETED
  }

  /**
   * Who wants what.
   *
   * @param reason kept in the audit trail
   */
  record Request(ApiPrincipal caller, RecordingId id, Mark mark, Optional<ChangeReason> reason) {}

  /**
   * Granted means: the mark is durable. Marking twice changes nothing and is granted; what is
   * deleted can only be marked as not deleted. What is always private because of an extension stays
   * private to all but administrators.
   *
   * @return the recording after it, or a rejection with FORBIDDEN or NO_SUCH_RECORDING
   * @throws org.openrecorder.application.port.StoreUnavailableException if the mark cannot be
   *     stored
   */
  Result<RecordingWithCall> mark(Request request);
}
