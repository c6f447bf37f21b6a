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
 * @param mayHaveFurtherSegments false where it is known that there are no further segments to be
 *     asked for
 * @param furtherSegments oldest first; empty where they were not asked for
 * @param delayedBy why its audio is not in the archive yet; empty where nothing holds it up
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

  /** The same with the further segments that it has. */
  public RecordingWithCall with(List<RecordingSegment> segments) {
    return new RecordingWithCall(segment, call, !segments.isEmpty(), segments, delayedBy);
  }

  /** The same with what holds its audio up, if it is on its way into the archive. */
  public RecordingWithCall with(IngestDelays delays) {
    return segment.state() instanceof RecordingState.Finalising
        ? new RecordingWithCall(
            segment, call, mayHaveFurtherSegments, furtherSegments, delays.of(segment.id()))
        : this;
  }

  /** Why the recording came to its state, or does not get on from it. */
  public Optional<String> reason() {
    return segment.state().reason().or(() -> delayedBy);
  }

  /** Whether it is one that callers may name; a further segment is only a part of one. */
  public boolean isFirstSegment() {
    return segment.continues().isEmpty();
  }

  /** The recording with all its legs. */
  public Recording recording() {
    return new Recording(segment, furtherSegments);
  }
}
