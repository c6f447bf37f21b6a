package org.openrecorder.domain.recording;

import java.time.Duration;
import org.openrecorder.domain.InvalidValue;

/**
 * Audio that lies verified in the archive.
 *
 * @param path where, relative to the archive, made by us alone
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
