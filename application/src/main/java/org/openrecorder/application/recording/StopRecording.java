package org.openrecorder.application.recording;

import org.openrecorder.application.Result;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.call.ChannelIdentifier;

/** Ends the recording of a call. */
public interface StopRecording {

  /** Who asks and which call is meant. */
  record Request(ApiPrincipal caller, ChannelIdentifier which) {}

  /**
   * Granted means: the file that the PBX wrote is complete. What has already ended is granted when
   * named by unique id.
   *
   * @return the recording, or a rejection with FORBIDDEN, NO_SUCH_CALL, NOT_RECORDING or AMBIGUOUS
   * @throws org.openrecorder.application.port.PbxUnavailableException if the PBX cannot be asked
   * @throws org.openrecorder.application.port.StoreUnavailableException if the end cannot be stored
   */
  Result<RecordingReference> stop(Request request);
}
