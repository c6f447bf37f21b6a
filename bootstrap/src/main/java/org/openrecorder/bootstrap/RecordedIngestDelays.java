package org.openrecorder.bootstrap;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.application.port.IngestDelays;
import org.openrecorder.domain.recording.RecordingId;

/** Remembers why audio could not be taken in, until it could. */
@Singleton
class RecordedIngestDelays implements IngestDelays {

  /** As many pieces of work can wait; of more the oldest are told without a reason. */
  private static final int MOST = 10_000;

  private final Map<RecordingId, String> reasons = new LinkedHashMap<>();

  @Override
  public synchronized Optional<String> of(RecordingId recording) {
    return Optional.ofNullable(reasons.get(recording));
  }

  synchronized void failed(RecordingId recording, String why) {
    reasons.put(recording, why);
    if (reasons.size() > MOST) {
      reasons.remove(reasons.keySet().iterator().next());
    }
  }

  synchronized void done(RecordingId recording) {
    reasons.remove(recording);
  }
}
