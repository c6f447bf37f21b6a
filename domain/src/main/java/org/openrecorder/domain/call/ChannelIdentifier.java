package org.openrecorder.domain.call;

/**
 * What a CRM calls {@code extenOrUniqueId}: the extension whose live call is meant, the unique id
 * of a channel, or the name of a channel or of a device.
 */
public sealed interface ChannelIdentifier permits DeviceName, Extension, UniqueId {

  String value();

  /**
   * Reads an argument by its shape: {@code digits.digits}, optionally {@code name-} before it, is a
   * unique id; {@code TECH/name} is a device or a channel; what can be an extension is one, and all
   * else can only be a unique id that somebody chose. Whoever looks for an extension or a device
   * looks for a live channel with that unique id first.
   *
   * @throws org.openrecorder.domain.InvalidValue if it can be none of them
   */
  static ChannelIdentifier parse(String text) {
    if (UniqueId.hasShapeOf(text)) {
      return new UniqueId(text);
    }
    if (DeviceName.isOne(text)) {
      return new DeviceName(text);
    }
    return Extension.isOne(text) ? new Extension(text) : new UniqueId(text);
  }
}
