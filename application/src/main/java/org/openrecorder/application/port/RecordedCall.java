package org.openrecorder.application.port;

import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.recording.Recording;

/** A recording together with the record of its call. */
public record RecordedCall(Recording recording, Call call) {}
