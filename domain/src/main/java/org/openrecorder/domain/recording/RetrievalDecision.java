package org.openrecorder.domain.recording;

import java.util.List;

/** Whether a client may retrieve a recording, and if not, why. */
public sealed interface RetrievalDecision {

  /** Yes: this is the audio, in order. */
  record Retrievable(List<AudioSegment> pieces) implements RetrievalDecision {
    public Retrievable {
      pieces = List.copyOf(pieces);
    }
  }

  /** No, and the client must not learn that it exists. */
  record Hidden(String why) implements RetrievalDecision {}

  /** Not while its call is in progress. */
  record CallInProgress() implements RetrievalDecision {}

  /** The call has ended, but its audio is not verified yet. */
  record NotReady() implements RetrievalDecision {}

  /** There is no audio and there will be none. */
  record Nothing(String why) implements RetrievalDecision {}
}
