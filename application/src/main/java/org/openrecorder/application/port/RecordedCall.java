package org.openrecorder.application.port;

import java.util.List;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.WholeRecording;

/**
 * A recording together with the record of its call.
 *
 * @param furtherLegs oldest first; empty where they were not asked for
 */
public record RecordedCall(Recording recording, Call call, List<Recording> furtherLegs) {

  public RecordedCall {
    furtherLegs = List.copyOf(furtherLegs);
  }

  public RecordedCall(Recording recording, Call call) {
    this(recording, call, List.of());
  }

  /** Whether it is one that callers may name; a further leg is only a part of one. */
  public boolean isWhole() {
    return recording.continues().isEmpty();
  }

  /** The recording with all its legs. */
  public WholeRecording whole() {
    return new WholeRecording(recording, furtherLegs);
  }
}
