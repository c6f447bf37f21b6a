package org.openrecorder.application.retrieval;

import org.openrecorder.application.Result;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.recording.RecordingId;

/** Hands out one recording by its id to a client itself, without a user. */
public interface ListenToRecording {

  /**
   * The same promises as {@link RetrieveRecording}, without the wait. Private recordings only for
   * administrators.
   *
   * @return the audio, to be closed, or a rejection with FORBIDDEN, NO_SUCH_RECORDING,
   *     CALL_IN_PROGRESS or NOT_READY
   */
  Result<RetrievedRecording> listen(ApiPrincipal principal, RecordingId id);
}
