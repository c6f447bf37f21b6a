package org.openrecorder.domain.access;

import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.recording.RecordingSegment;

/**
 * Of which recordings somebody may know that they exist. All others must look as if there were
 * none.
 *
 * @param hiddenToo whether private and deleted ones may be known of
 */
public record VisibilityScope(AccessScope scope, boolean hiddenToo) {

  /** Of all. */
  public static final VisibilityScope EVERYTHING =
      new VisibilityScope(AccessScope.EVERYTHING, true);

  /**
   * Whether the recording may be known of.
   *
   * @param call the one that it is of
   */
  public boolean covers(RecordingSegment segment, CallRecord call) {
    return covers(segment) && scope.covers(call);
  }

  /** The same of a call that is covered. */
  public boolean covers(RecordingSegment segment) {
    return hiddenToo || !segment.hidden();
  }
}
