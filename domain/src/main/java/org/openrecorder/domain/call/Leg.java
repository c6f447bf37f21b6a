package org.openrecorder.domain.call;

import java.util.Optional;

/** One channel that took part in a stored call. */
public record Leg(UniqueId uniqueId, ChannelName channel) {

  public static Leg of(Channel channel) {
    return new Leg(channel.uniqueId(), channel.name());
  }

  public Optional<Extension> extension() {
    return channel.extension();
  }
}
