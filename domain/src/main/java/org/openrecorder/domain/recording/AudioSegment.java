package org.openrecorder.domain.recording;

import java.time.Duration;

/**
 * A part of what is heard.
 *
 * @param silence how long nothing was recorded before it; not negative
 */
public record AudioSegment(Duration silence, StoredAudio audio) {

  static AudioSegment first(StoredAudio audio) {
    return new AudioSegment(Duration.ZERO, audio);
  }
}
