package org.openrecorder.domain.call;

import java.util.Optional;

/**
 * One channel of a stored call.
 *
 * @param extension of the telephone behind it, by the {@link ExtensionRules} of that time
 * @param tookPart whether it was answered and bridged, or recorded; a channel that only rang has
 *     not taken part
 */
public record CallLeg(
    UniqueId uniqueId, ChannelName channel, Optional<Extension> extension, boolean tookPart) {

  /** A channel that has joined a call. */
  public static CallLeg of(Channel channel) {
    return new CallLeg(channel.uniqueId(), channel.name(), channel.extension(), false);
  }

  /** The same channel, which has taken no part. */
  CallLeg havingOnlyRung() {
    return tookPart ? new CallLeg(uniqueId, channel, extension, false) : this;
  }

  /** The same channel, which has taken part. */
  CallLeg havingTakenPart() {
    return tookPart ? this : new CallLeg(uniqueId, channel, extension, true);
  }
}
