package org.openrecorder.domain.recording;

import java.time.Duration;

/**
 * A part of what is heard.
 *
 * @param silence how long nothing was recorded before it; not negative
 */
public record AudioPiece(Duration silence, StoredAudio audio) {

  static AudioPiece first(StoredAudio audio) {
    return new AudioPiece(Duration.ZERO, audio);
  }
}
