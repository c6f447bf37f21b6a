package org.openrecorder.application.retrieval;

import java.time.Duration;
import java.time.InstantSource;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.RecordingId;

/**
 * Which recordings are of a conversation that is still in progress, and how somebody is told to
 * come back for them.
 */
public final class Ongoing {

  /** A call may last long: nobody gains by asking more often. */
  private static final Duration RETRY_CALL = Duration.ofSeconds(30);

  private static final Duration RETRY_FILE = Duration.ofSeconds(5);

  private final LivePbxs pbxs;
  private final WatchedCalls watched;
  private final InstantSource clock;

  /** Judged by the live calls and that clock. */
  public Ongoing(LivePbxs pbxs, WatchedCalls watched, InstantSource clock) {
    this.pbxs = pbxs;
    this.watched = watched;
    this.clock = clock;
  }

  /**
   * Whether the conversation is in progress. A call whose channels are known to be gone has ended,
   * even if its record does not say so yet. One that is not over may be the next conversation of a
   * channel that stays up.
   *
   * @param match with its further legs
   */
  boolean is(RecordedCall match) {
    Call call = match.call();
    if (!call.inProgress()) {
      return false;
    }
    return !pbxs.isInSync(call.key().pbx())
        || (watched.isLive(call.key()) && !match.whole().conversationIsOver(clock.instant()));
  }

  static Refusal callInProgress(RecordingId which) {
    return Refusal.of(
            RefusalCode.CALL_IN_PROGRESS,
            "the call is still in progress; ask again when it has ended")
        .retryAfter(RETRY_CALL)
        .about(which);
  }

  static Refusal notReady(RecordingId which) {
    return Refusal.of(
            RefusalCode.NOT_READY, "the recording has ended and is being completed; ask again soon")
        .retryAfter(RETRY_FILE)
        .about(which);
  }
}
