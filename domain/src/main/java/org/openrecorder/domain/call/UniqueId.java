package org.openrecorder.domain.call;

import java.util.Optional;
import java.util.regex.Pattern;
import org.openrecorder.domain.InvalidValue;

/**
 * Asterisk's {@code Uniqueid} of one channel: {@code 12347811.214}, or {@code pbx1-12347811.214}
 * where the PBX sets a system name.
 */
public record UniqueId(String value) implements ChannelIdentifier {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._-]{1,100}-)?[0-9]{1,19}\\.[0-9]{1,19}");

  public UniqueId {
    if (!hasShapeOf(value)) {
      throw new InvalidValue(
          "the unique id is not of the form digits.digits or name-digits.digits");
    }
  }

  /** The same without that PBX's name and a dash in front; empty if it does not begin so. */
  public Optional<UniqueId> without(PbxName pbx) {
    String front = pbx + "-";
    return value.startsWith(front) && hasShapeOf(value.substring(front.length()))
        ? Optional.of(new UniqueId(value.substring(front.length())))
        : Optional.empty();
  }

  static boolean hasShapeOf(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
