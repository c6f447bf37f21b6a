package org.openrecorder.domain.recording;

import java.time.Duration;

/**
 * One part of the audio that a client retrieves.
 *
 * @param silence the time before it in which nothing was recorded; not negative
 */
public record AudioSegment(Duration silence, StoredAudio audio) {

  static AudioSegment first(StoredAudio audio) {
    return new AudioSegment(Duration.ZERO, audio);
  }
}
