package org.openrecorder.domain.access;

import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.recording.Recording;

/**
 * Of which recordings somebody may know that they exist. All others must look as if there were
 * none.
 *
 * @param hiddenToo whether private and deleted ones may be known of
 */
public record Sight(Reach reach, boolean hiddenToo) {

  /** Of all. */
  public static final Sight EVERYTHING = new Sight(Reach.EVERYTHING, true);

  /**
   * Whether the recording may be known of.
   *
   * @param call the one that it is of
   */
  public boolean covers(Recording recording, Call call) {
    return covers(recording) && reach.covers(call);
  }

  /** The same of a call that is covered. */
  public boolean covers(Recording recording) {
    return hiddenToo || !recording.hidden();
  }
}
