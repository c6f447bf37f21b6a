package org.openrecorder.domain.recording;

/** Whether a recording may be handed out, and if not why. */
public sealed interface Retrievability {

  /** Yes: this is the audio. */
  record Retrievable(StoredAudio audio) implements Retrievability {}

  /** No, and the asker must not learn that it exists. */
  record Hidden(String why) implements Retrievability {}

  /** Not as long as its call lasts. */
  record CallInProgress() implements Retrievability {}

  /** The call is over, its audio is not yet verified. */
  record NotReady() implements Retrievability {}

  /** There is no audio and there will be none. */
  record Nothing(String why) implements Retrievability {}
}
