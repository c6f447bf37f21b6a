package org.openrecorder.domain.call;

import java.util.Optional;

/**
 * An event that the PBX reported about one of its channels. Only {@link Appeared} makes a channel
 * known; the others change a known one and are ignored when they come late.
 */
public sealed interface ChannelEvent {

  UniqueId uniqueId();

  /** A channel exists. For a known channel, or one that is gone, the event changes nothing. */
  record Appeared(Channel channel) implements ChannelEvent {
    @Override
    public UniqueId uniqueId() {
      return channel.uniqueId();
    }
  }

  /** The channel rings ({@link Direction#INBOUND}) or is dialling ({@link Direction#OUTBOUND}). */
  record Ringing(UniqueId uniqueId, Direction direction) implements ChannelEvent {}

  /** The channel is up. */
  record Answered(UniqueId uniqueId) implements ChannelEvent {}

  /** The channel has a new name, and with it perhaps another telephone behind it. */
  record Renamed(UniqueId uniqueId, ChannelName name, Optional<Extension> extension)
      implements ChannelEvent {}

  /** The channel's numbers are known or have changed. */
  record Numbered(UniqueId uniqueId, String callerNumber, String connectedNumber)
      implements ChannelEvent {}

  /**
   * The channel has entered a bridge in which it can talk to others, or is in none any more where
   * {@code bridge} is empty: a bridge in which calls only wait does not count.
   */
  record Bridged(UniqueId uniqueId, Optional<String> bridge) implements ChannelEvent {}

  /** The channel waits in a parking lot to be retrieved. */
  record Parked(UniqueId uniqueId) implements ChannelEvent {}

  /** The telephone has put its far end on hold, or has ended the hold. */
  record Held(UniqueId uniqueId, boolean onHold) implements ChannelEvent {}

  /** The channel now belongs to this call. */
  record Linked(UniqueId uniqueId, LinkedId linkedId) implements ChannelEvent {}

  /** A MixMonitor on the channel has ended, stopped by this server or by other means. */
  record RecorderStopped(UniqueId uniqueId) implements ChannelEvent {}

  /** The channel is gone. */
  record HungUp(UniqueId uniqueId) implements ChannelEvent {}
}
