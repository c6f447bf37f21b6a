package org.openrecorder.application.query;

import java.util.Optional;
import org.openrecorder.application.Answer;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.recording.RecordingId;

/** Lists recordings, and shows one. */
public interface FindRecordings {

  /** The most items of one answer. */
  int PAGE = 100;

  /** Newest first, at most {@link #PAGE}; refused with FORBIDDEN. */
  Answer<Page<RecordedCall>> find(
      Caller caller, Recordings.Filter filter, Optional<Page.Cursor> after);

  /** The recording with that id; refused with FORBIDDEN or NO_SUCH_RECORDING. */
  Answer<RecordedCall> show(Caller caller, RecordingId id);
}
