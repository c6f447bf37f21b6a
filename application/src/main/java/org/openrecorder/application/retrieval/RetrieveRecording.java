package org.openrecorder.application.retrieval;

import org.openrecorder.application.Result;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;

/** Hands out the newest retrievable recording under a name. */
public interface RetrieveRecording {

  /** Under which name. */
  sealed interface Which {

    /** The tag that a CRM gave. */
    record ByTag(Tag tag) implements Which {}

    /** Any channel of the call, or else the call's linked id. */
    record ByUniqueId(UniqueId uniqueId) implements Which {}
  }

  /** Who asks, for whom, and for what. */
  record Request(ApiPrincipal caller, Which which, Username username) {}

  /**
   * Granted means: the audio is verified, the user may hear it, and the audit trail knows. A
   * recording that just ended is waited for, at most 5 seconds.
   *
   * @return the audio, to be closed, or a rejection with FORBIDDEN, NO_SUCH_RECORDING,
   *     CALL_IN_PROGRESS or NOT_READY
   * @throws org.openrecorder.application.port.StoreUnavailableException if the store cannot be read
   * @throws org.openrecorder.application.port.DataCorruptException if the archive does not have
   *     what it should
   */
  Result<RetrievedRecording> retrieve(Request request);
}
