package org.openrecorder.application.port;

import java.util.Optional;
import org.openrecorder.domain.recording.RecordingId;

/** Why audio that could be in the archive is not there yet. */
public interface IngestDelays {

  /** No delays. */
  IngestDelays NONE = recording -> Optional.empty();

  /**
   * Why the last attempt to ingest that recording's audio failed, human-readable, for an operator.
   */
  Optional<String> of(RecordingId recording);
}
