package org.openrecorder.application.retrieval;

import java.time.Duration;
import java.time.InstantSource;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.recording.RecordingId;

/**
 * Which recordings are of a conversation that is still in progress, and how a client is told to
 * come back for them.
 */
public final class ConversationCheck {

  /** A call may last long: a client gains nothing by asking more often. */
  private static final Duration RETRY_CALL = Duration.ofSeconds(30);

  private static final Duration RETRY_FILE = Duration.ofSeconds(5);

  private final PbxRegistry pbxs;
  private final TrackedCalls trackedCalls;
  private final InstantSource clock;

  /** Judged by the live calls and that clock. */
  public ConversationCheck(PbxRegistry pbxs, TrackedCalls trackedCalls, InstantSource clock) {
    this.pbxs = pbxs;
    this.trackedCalls = trackedCalls;
    this.clock = clock;
  }

  /**
   * Whether the conversation is in progress. A call whose channels are known to be gone has ended,
   * even if its record does not say so yet. One that is not over may be the next conversation of a
   * channel that stays up.
   *
   * @param match with its further segments
   */
  boolean is(RecordingWithCall match) {
    CallRecord call = match.call();
    if (!call.inProgress()) {
      return false;
    }
    return !pbxs.isInSync(call.key().pbx())
        || (trackedCalls.isLive(call.key())
            && !match.recording().conversationIsOver(clock.instant()));
  }

  static Rejection callInProgress(RecordingId which) {
    return Rejection.of(
            ErrorCode.CALL_IN_PROGRESS,
            "the call is still in progress; ask again when it has ended")
        .retryAfter(RETRY_CALL)
        .about(which);
  }

  static Rejection notReady(RecordingId which) {
    return Rejection.of(
            ErrorCode.NOT_READY, "the recording has ended and is being completed; ask again soon")
        .retryAfter(RETRY_FILE)
        .about(which);
  }
}
