package org.openrecorder.application.recording;

import org.openrecorder.application.Answer;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.Following;

/** Records the live call of an extension or unique id from now on. */
public interface StartRecording {

  /**
   * Who asks, which call is meant, and what to call the recording.
   *
   * @param following {@link Following#ONE_PHONE} or {@link Following#ANY_PHONE}: whether a request
   *     on a ringing telephone is also for the one that answers in its place
   */
  record Request(Caller caller, ChannelIdentifier which, Tag tag, Following following) {}

  /**
   * Granted means: the wish is durable, and the PBX is recording or will from the answer on. On a
   * channel that is being recorded the same tag changes nothing and another tag begins a new
   * recording without a gap and ends the old one.
   *
   * @return the recording, or a refusal with FORBIDDEN, NO_SUCH_CALL, AMBIGUOUS, STORAGE_FULL,
   *     STORE_UNAVAILABLE (the spool or the archive is not to be seen) or NOT_CONFIRMED
   * @throws org.openrecorder.application.port.PbxUnavailable if the PBX cannot be asked
   * @throws org.openrecorder.application.port.StoreUnavailable if the wish cannot be stored
   */
  Answer<RecordingReference> start(Request request);
}
