package org.openrecorder.application.retrieval;

import java.time.Duration;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.domain.recording.RecordingId;

/** Refusals of what may be had later, with the time to wait. */
final class NotYet {

  /** A call may last long: nobody gains by asking more often. */
  private static final Duration RETRY_CALL = Duration.ofSeconds(30);

  private static final Duration RETRY_FILE = Duration.ofSeconds(5);

  private NotYet() {}

  static Refusal callInProgress(RecordingId which) {
    return Refusal.of(RefusalCode.CALL_IN_PROGRESS, "the call is still in progress")
        .retryAfter(RETRY_CALL)
        .about(which);
  }

  static Refusal notReady(RecordingId which) {
    return Refusal.of(RefusalCode.NOT_READY, "the recording is being completed")
        .retryAfter(RETRY_FILE)
        .about(which);
  }
}
