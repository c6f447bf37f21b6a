package org.openrecorder.application.recording;

import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;

/** What a CRM is told of the recording that it started or stopped. */
public record RecordingReference(RecordingId id, ChannelName channel, UniqueId uniqueId) {

  static RecordingReference of(RecordingSegment segment) {
    return new RecordingReference(segment.recordingId(), segment.channel(), segment.uniqueId());
  }
}
