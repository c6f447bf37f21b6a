package org.openrecorder.domain.call;

/**
 * The value that a CRM passes as {@code extenOrUniqueId}: the extension of the live call, the
 * unique id of a channel, or the name of a channel or of a device.
 */
public sealed interface ChannelIdentifier permits DeviceName, Extension, UniqueId {

  String value();

  /**
   * Reads an argument by its shape: {@code digits.digits}, optionally {@code name-} before it, is a
   * unique id; {@code TECH/name} is a device or a channel; a valid extension is one, and all else
   * can only be a unique id that an originator chose. A lookup for an extension or a device first
   * looks for a live channel with that unique id.
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
