package org.openrecorder.application.port;

import java.util.List;
import java.util.Optional;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;

/**
 * A recording together with the record of its call.
 *
 * @param mayHaveFurtherSegments false where it is known that there are no further segments to query
 * @param furtherSegments oldest first; empty where they were not queried
 * @param delayedBy why its audio is not in the archive yet; empty where nothing delays it
 */
public record RecordingWithCall(
    RecordingSegment segment,
    CallRecord call,
    boolean mayHaveFurtherSegments,
    List<RecordingSegment> furtherSegments,
    Optional<String> delayedBy) {

  public RecordingWithCall {
    furtherSegments = List.copyOf(furtherSegments);
  }

  public RecordingWithCall(RecordingSegment segment, CallRecord call) {
    this(segment, call, true);
  }

  public RecordingWithCall(RecordingSegment segment, CallRecord call, boolean mayHaveLegs) {
    this(segment, call, mayHaveLegs, List.of(), Optional.empty());
  }

  /** The same with its further segments. */
  public RecordingWithCall with(List<RecordingSegment> segments) {
    return new RecordingWithCall(segment, call, !segments.isEmpty(), segments, delayedBy);
  }

  /** The same with what delays its audio, if that is on its way into the archive. */
  public RecordingWithCall with(IngestDelays delays) {
    return segment.state() instanceof RecordingState.Finalising
        ? new RecordingWithCall(
            segment, call, mayHaveFurtherSegments, furtherSegments, delays.of(segment.id()))
        : this;
  }

  /** Why the recording is in its state, or does not leave it. */
  public Optional<String> reason() {
    return segment.state().reason().or(() -> delayedBy);
  }

  /** Whether clients may name it; a further segment is only a part of a recording. */
  public boolean isFirstSegment() {
    return segment.continues().isEmpty();
  }

  /** The recording with all its segments. */
  public Recording recording() {
    return new Recording(segment, furtherSegments);
  }
}
