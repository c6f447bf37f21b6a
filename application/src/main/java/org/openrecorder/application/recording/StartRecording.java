package org.openrecorder.application.recording;

import org.openrecorder.application.Result;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.FollowRule;

/** Records the live call of an extension or unique id from now on. */
public interface StartRecording {

  /**
   * Who asks, which call is meant, and what to call the recording.
   *
   * @param following {@link FollowRule#ONE_PHONE} or {@link FollowRule#ANY_PHONE}: whether a
   *     request on a ringing telephone is also for the one that answers in its place
   */
  record Request(ApiPrincipal caller, ChannelIdentifier which, Tag tag, FollowRule following) {}

  /**
   * Granted means: the request is durable, and the PBX is recording or will from the answer on. On
   * a channel that is being recorded the same tag changes nothing and another tag begins a new
   * recording without a gap and ends the old one.
   *
   * @return the recording, or a rejection with FORBIDDEN, NO_SUCH_CALL, AMBIGUOUS, STORAGE_FULL,
   *     STORE_UNAVAILABLE (the spool or the archive is not to be seen) or NOT_CONFIRMED
   * @throws org.openrecorder.application.port.PbxUnavailableException if the PBX cannot be asked
   * @throws org.openrecorder.application.port.StoreUnavailableException if the request cannot be
   *     stored
   */
  Result<RecordingReference> start(Request request);
}
