package org.openrecorder.domain.call;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.TextRules;

/**
 * The name of a telephone in Asterisk's configuration, {@code PJSIP/421}, or the whole name of one
 * of its channels, {@code PJSIP/421-0000001a}. Lookups ignore case, as Asterisk does.
 */
public record DeviceName(String value) implements ChannelIdentifier {

  private static final int MOST = 150;
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_]*/.+");

  public DeviceName {
    TextRules.checked("the device", value, MOST);
    if (!isOne(value)) {
      throw new InvalidValue("the device is not of the form TECH/name");
    }
  }

  static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** The extension of that name: the name of an endpoint may itself contain a slash. */
  public Optional<Extension> asExtension() {
    return Extension.isOne(value) ? Optional.of(new Extension(value)) : Optional.empty();
  }

  /** The same for all spellings that Asterisk treats as equal. */
  String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
