package org.openrecorder.application.port;

import java.util.Optional;
import org.openrecorder.domain.recording.RecordingId;

/** Why audio is not in the archive yet that could have been. */
public interface IngestDelays {

  /** Nothing is held up. */
  IngestDelays NONE = recording -> Optional.empty();

  /** Why the last try to take in that recording's audio failed, in words for an operator. */
  Optional<String> of(RecordingId recording);
}
