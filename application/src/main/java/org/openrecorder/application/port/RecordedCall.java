package org.openrecorder.application.port;

import java.util.List;
import java.util.Optional;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.domain.recording.WholeRecording;

/**
 * A recording together with the record of its call.
 *
 * @param mayHaveLegs false where it is known that there are no further legs to be asked for
 * @param furtherLegs oldest first; empty where they were not asked for
 * @param heldUp why its audio is not in the archive yet; empty where nothing holds it up
 */
public record RecordedCall(
    Recording recording,
    Call call,
    boolean mayHaveLegs,
    List<Recording> furtherLegs,
    Optional<String> heldUp) {

  public RecordedCall {
    furtherLegs = List.copyOf(furtherLegs);
  }

  public RecordedCall(Recording recording, Call call) {
    this(recording, call, true);
  }

  public RecordedCall(Recording recording, Call call, boolean mayHaveLegs) {
    this(recording, call, mayHaveLegs, List.of(), Optional.empty());
  }

  /** The same with the further legs that it has. */
  public RecordedCall with(List<Recording> legs) {
    return new RecordedCall(recording, call, !legs.isEmpty(), legs, heldUp);
  }

  /** The same with what holds its audio up, if it is on its way into the archive. */
  public RecordedCall with(Holdups holdups) {
    return recording.state() instanceof RecordingState.Finalising
        ? new RecordedCall(recording, call, mayHaveLegs, furtherLegs, holdups.of(recording.id()))
        : this;
  }

  /** Why the recording came to its state, or does not get on from it. */
  public Optional<String> reason() {
    return recording.state().reason().or(() -> heldUp);
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
