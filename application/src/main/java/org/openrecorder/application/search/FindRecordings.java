package org.openrecorder.application.search;

import java.util.Optional;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.recording.RecordingId;

/** Lists recordings, and shows one. */
public interface FindRecordings {

  /** The most items of one page. */
  int PAGE = 100;

  /** Newest first, at most {@link #PAGE}; rejected with FORBIDDEN. */
  Result<Page<RecordingWithCall>> find(
      ApiPrincipal principal, Recordings.Filter filter, Optional<Page.Cursor> after);

  /** The recording with that id; rejected with FORBIDDEN or NO_SUCH_RECORDING. */
  Result<RecordingWithCall> show(ApiPrincipal principal, RecordingId id);
}
