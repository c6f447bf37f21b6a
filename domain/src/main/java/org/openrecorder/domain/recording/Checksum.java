package org.openrecorder.domain.recording;

import java.util.regex.Pattern;
import org.openrecorder.domain.InvalidValue;

/** The SHA-256 of a WAV file, 64 lower-case hexadecimal digits. */
public record Checksum(String value) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Checksum {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("the checksum is not 64 lower-case hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
