package org.openrecorder.domain.recording;

import java.util.Optional;
import java.util.UUID;
import org.openrecorder.domain.InvalidValue;

/**
 * The id that this server gives a recording. It is also the name of the audio file, so that input
 * from outside never names a file.
 */
public record RecordingId(UUID value) {

  /**
   * Reads the usual form, 36 characters in lower case.
   *
   * @throws org.openrecorder.domain.InvalidValue if {@code text} is anything else
   */
  public static RecordingId parse(String text) {
    try {
      RecordingId id = new RecordingId(UUID.fromString(text));
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException notOne) {
      // rejected below, like every other text
    }
    throw new InvalidValue("the recording id is not a UUID");
  }

  /** The id in the usual form; empty if {@code text} is anything else. */
  public static Optional<RecordingId> find(String text) {
    try {
      return Optional.of(parse(text));
    } catch (InvalidValue other) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
