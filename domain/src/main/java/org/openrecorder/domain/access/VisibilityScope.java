package org.openrecorder.domain.access;

import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.recording.RecordingSegment;

/**
 * The recordings that a principal may know of. Responses must look as if all others did not exist.
 *
 * @param hiddenToo whether private and deleted ones are visible
 */
public record VisibilityScope(AccessScope scope, boolean hiddenToo) {

  /** All recordings, hidden ones included. */
  public static final VisibilityScope EVERYTHING =
      new VisibilityScope(AccessScope.EVERYTHING, true);

  /**
   * Whether the recording is visible.
   *
   * @param call the call of the recording
   */
  public boolean covers(RecordingSegment segment, CallRecord call) {
    return covers(segment) && scope.covers(call);
  }

  /** The same for a call that the scope covers. */
  public boolean covers(RecordingSegment segment) {
    return hiddenToo || !segment.hidden();
  }
}
