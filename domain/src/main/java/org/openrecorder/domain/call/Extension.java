package org.openrecorder.domain.call;

import java.util.regex.Pattern;
import org.openrecorder.domain.InvalidValue;

/**
 * The part of a channel's name that identifies the telephone behind it, without technology and
 * unique part: {@code 410} of {@code SIP/410-12FA7B}. 1 to 80 letters, digits or {@code _ . + * # @
 * / -}, without two dots in a row.
 */
public record Extension(String value) implements ChannelIdentifier {

  private static final Pattern FORM = Pattern.compile("(?!.*\\.\\.)[\\p{L}\\p{N}_.+*#@/-]{1,80}");

  public Extension {
    if (!isOne(value)) {
      throw new InvalidValue("the extension is not 1 to 80 letters, digits or _ . + * # @ / -");
    }
  }

  static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
