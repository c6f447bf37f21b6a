package org.openrecorder.archive.encryption;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells one master key from another without telling anything of the key.
 *
 * @param hex 16 hexadecimal digits in lower case
 */
public record KeyId(String hex) {

  /** Bytes: far more than the handful of keys of one archive could ever mix up. */
  static final int BYTES = 8;

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");

  public KeyId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("this is no id of a master key");
    }
  }

  /** The id that the text is; empty if it is none. */
  public static Optional<KeyId> find(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new KeyId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return hex;
  }
}
