package org.openrecorder.domain.call;

import java.util.Optional;

/**
 * One channel of a stored call.
 *
 * @param extension of the telephone behind it, as the {@link ExtensionRules} said at that time
 * @param tookPart whether it was answered and bridged, or recorded; a channel that only rang has
 *     not taken part
 */
public record Leg(
    UniqueId uniqueId, ChannelName channel, Optional<Extension> extension, boolean tookPart) {

  /** A channel that has come into a call. */
  public static Leg of(Channel channel) {
    return new Leg(channel.uniqueId(), channel.name(), channel.extension(), false);
  }

  /** The same channel, which has taken no part. */
  Leg havingOnlyRung() {
    return tookPart ? new Leg(uniqueId, channel, extension, false) : this;
  }

  /** The same channel, which has taken part. */
  Leg havingTakenPart() {
    return tookPart ? this : new Leg(uniqueId, channel, extension, true);
  }
}
