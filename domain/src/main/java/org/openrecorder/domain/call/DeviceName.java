package org.openrecorder.domain.call;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.TextRules;

/**
 * What Asterisk's configuration calls a telephone, {@code PJSIP/421}, or the whole name of one of
 * its channels, {@code PJSIP/421-0000001a}. As Asterisk does, it makes no difference between
 * capitals and small letters.
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

  /** The extension of that name: the name of an endpoint may hold a slash of its own. */
  public Optional<Extension> asExtension() {
    return Extension.isOne(value) ? Optional.of(new Extension(value)) : Optional.empty();
  }

  /** The same for each spelling that Asterisk takes for the same. */
  String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
