package org.openrecorder.domain.call;

/**
 * What a CRM calls {@code extenOrUniqueId}: either the extension whose live call is meant or the
 * unique id of a channel.
 */
public sealed interface ChannelIdentifier permits Extension, UniqueId {

  String value();

  /**
   * Reads an argument: what has the shape of a unique id ({@code digits.digits}, optionally {@code
   * name-} before it) is one, all else is an extension.
   *
   * @throws org.openrecorder.domain.InvalidValue if it can be neither
   */
  static ChannelIdentifier parse(String text) {
    return UniqueId.hasShapeOf(text) ? new UniqueId(text) : new Extension(text);
  }
}
