package org.openrecorder.application.port;

import java.util.List;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.WholeRecording;

/**
 * A recording together with the record of its call.
 *
 * @param mayHaveLegs false where it is known that there are no further legs to be asked for
 * @param furtherLegs oldest first; empty where they were not asked for
 */
public record RecordedCall(
    Recording recording, Call call, boolean mayHaveLegs, List<Recording> furtherLegs) {

  public RecordedCall {
    furtherLegs = List.copyOf(furtherLegs);
  }

  public RecordedCall(Recording recording, Call call) {
    this(recording, call, true);
  }

  public RecordedCall(Recording recording, Call call, boolean mayHaveLegs) {
    this(recording, call, mayHaveLegs, List.of());
  }

  /** The same with the further legs that it has. */
  public RecordedCall with(List<Recording> legs) {
    return new RecordedCall(recording, call, !legs.isEmpty(), legs);
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
