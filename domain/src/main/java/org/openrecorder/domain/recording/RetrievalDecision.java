package org.openrecorder.domain.recording;

import java.util.List;

/** Whether a recording may be handed out, and if not why. */
public sealed interface RetrievalDecision {

  /** Yes: this is the audio, in order. */
  record Retrievable(List<AudioSegment> pieces) implements RetrievalDecision {
    public Retrievable {
      pieces = List.copyOf(pieces);
    }
  }

  /** No, and the asker must not learn that it exists. */
  record Hidden(String why) implements RetrievalDecision {}

  /** Not as long as its call lasts. */
  record CallInProgress() implements RetrievalDecision {}

  /** The call is over, its audio is not yet verified. */
  record NotReady() implements RetrievalDecision {}

  /** There is no audio and there will be none. */
  record Nothing(String why) implements RetrievalDecision {}
}
