package org.openrecorder.domain.recording;

import java.time.Duration;
import org.openrecorder.domain.InvalidValue;

/**
 * Verified audio in the archive.
 *
 * @param path relative to the archive; only this server chooses it
 * @param bytes size of the whole WAV file
 * @param sha256 of the whole WAV file
 * @param duration how long it plays
 */
public record StoredAudio(String path, long bytes, Checksum sha256, Duration duration) {

  public StoredAudio {
    if (bytes < 0 || duration.isNegative()) {
      throw new InvalidValue("stored audio has a negative size or duration");
    }
  }
}
