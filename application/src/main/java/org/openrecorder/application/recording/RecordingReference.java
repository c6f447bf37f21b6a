package org.openrecorder.application.recording;

import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;

/** What a CRM is told of the recording that it started or stopped. */
public record RecordingReference(RecordingId id, ChannelName channel, UniqueId uniqueId) {

  static RecordingReference of(Recording recording) {
    return new RecordingReference(recording.whole(), recording.channel(), recording.uniqueId());
  }
}
