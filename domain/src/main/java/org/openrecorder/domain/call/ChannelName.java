package org.openrecorder.domain.call;

import java.util.Optional;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.TextRules;

/**
 * Asterisk's name of a channel, {@code tech/endpoint-unique}. It is not unique across restarts of
 * Asterisk, and it can change during a call.
 */
public record ChannelName(String value) {

  /** Asterisk's own limit is 80; this one is larger so that a patched build does not lose calls. */
  private static final int MOST = 200;

  private static final String FIRST_HALF = ";1";
  private static final String SECOND_HALF = ";2";

  public ChannelName {
    TextRules.checked("the channel name", value, MOST);
    if (value.indexOf('/') < 1) {
      throw new InvalidValue("the channel name has no technology");
    }
  }

  public String tech() {
    return value.substring(0, value.indexOf('/'));
  }

  /** Whether this is one half of a Local channel: a loop inside Asterisk, not a telephone. */
  public boolean isLocal() {
    return tech().equals("Local");
  }

  /** The name of the other end of the same Local channel; empty for all other channels. */
  public Optional<ChannelName> otherHalf() {
    if (!isLocal()) {
      return Optional.empty();
    }
    return value.endsWith(FIRST_HALF)
        ? Optional.of(withEnd(SECOND_HALF))
        : value.endsWith(SECOND_HALF) ? Optional.of(withEnd(FIRST_HALF)) : Optional.empty();
  }

  private ChannelName withEnd(String half) {
    return new ChannelName(value.substring(0, value.length() - half.length()) + half);
  }

  /**
   * The extension: the name without the technology (to the first {@code /}) and the unique part
   * (after the last {@code -}); of a Local channel also without {@code @context}. Empty where the
   * rest is no valid extension, and where another channel has replaced this one.
   */
  public Optional<Extension> extension() {
    return endpoint().filter(Extension::isOne).map(Extension::new);
  }

  /**
   * The name of the telephone behind the channel in the PBX's configuration; empty where another
   * channel has replaced this one.
   */
  public Optional<String> endpoint() {
    return isDiscarded() ? Optional.empty() : Optional.of(nameOfEndpoint());
  }

  /** The endpoint with its technology, {@code PJSIP/421}; of a Local channel with its context. */
  String device() {
    return withoutUniquePart(value);
  }

  /**
   * Whether Asterisk gave the name to a channel that another one replaces or has replaced (a
   * masquerade): no telephone is behind it any more.
   */
  private boolean isDiscarded() {
    return value.endsWith("<MASQ>") || value.endsWith("<ZOMBIE>");
  }

  private String nameOfEndpoint() {
    String endpoint = withoutUniquePart(value.substring(value.indexOf('/') + 1));
    return isLocal() ? withoutContext(endpoint) : endpoint;
  }

  private static String withoutUniquePart(String name) {
    int dash = name.lastIndexOf('-');
    return dash < 0 ? name : name.substring(0, dash);
  }

  private static String withoutContext(String name) {
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  @Override
  public String toString() {
    return value;
  }
}
