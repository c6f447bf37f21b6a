package org.openrecorder.domain.call;

import java.util.Optional;
import java.util.regex.Pattern;
import org.openrecorder.domain.TextRules;

/**
 * Asterisk's {@code Uniqueid} of one channel. Asterisk generates {@code 12347811.214}, or {@code
 * pbx1-12347811.214} where the PBX sets a system name; the originator of a call by AMI, ARI or a
 * dialplan may choose any other. So every text of 1 to 150 characters without control characters is
 * valid, and the shape only decides how an argument of the old API is read.
 */
public record UniqueId(String value) implements ChannelIdentifier {

  /** Asterisk's own limit is 149 (AST_MAX_PUBLIC_UNIQUEID). */
  static final int MOST = 150;

  private static final Pattern SHAPE =
      Pattern.compile("(?:[^\\p{Cc}]{1,100}-)?([0-9]{1,19})\\.([0-9]{1,19})");

  public UniqueId {
    TextRules.checked("the unique id", value, MOST);
  }

  /** The same without that PBX's name and a dash in front; empty if it does not begin with them. */
  public Optional<UniqueId> without(PbxName pbx) {
    String front = pbx + "-";
    return value.startsWith(front) && !value.substring(front.length()).isBlank()
        ? Optional.of(new UniqueId(value.substring(front.length())))
        : Optional.empty();
  }

  /** When Asterisk made the channel; empty for an id that Asterisk did not make. */
  public Optional<IdTimestamp> birth() {
    return IdTimestamp.of(value);
  }

  /** Whether the text has the shape of an id that Asterisk generates. */
  static boolean hasShapeOf(String text) {
    return text.length() <= MOST && SHAPE.matcher(text).matches();
  }

  static Pattern shape() {
    return SHAPE;
  }

  @Override
  public String toString() {
    return value;
  }
}
