package org.openrecorder.domain.call;

import java.util.Optional;

/**
 * Something that the PBX said about one of its channels. Only {@link Appeared} makes a channel
 * known; the others change a known one and are ignored when they come late.
 */
public sealed interface ChannelEvent {

  UniqueId uniqueId();

  /** A channel is there. Said again of a known channel, or of one that is gone, changes nothing. */
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

  /** The channel has another name now, and with it perhaps another telephone behind it. */
  record Renamed(UniqueId uniqueId, ChannelName name, Optional<Extension> extension)
      implements ChannelEvent {}

  /** The channel's numbers are known or have changed. */
  record Numbered(UniqueId uniqueId, String callerNumber, String connectedNumber)
      implements ChannelEvent {}

  /**
   * The channel has entered a bridge in which it can talk to others, or is in none any more where
   * {@code bridge} is empty: a bridge in which calls only wait is none.
   */
  record Bridged(UniqueId uniqueId, Optional<String> bridge) implements ChannelEvent {}

  /** The channel waits in a parking lot to be taken back. */
  record Parked(UniqueId uniqueId) implements ChannelEvent {}

  /** The telephone has put its far end on hold, or has taken it off. */
  record Held(UniqueId uniqueId, boolean onHold) implements ChannelEvent {}

  /** The channel belongs to this call now. */
  record Linked(UniqueId uniqueId, LinkedId linkedId) implements ChannelEvent {}

  /** A recorder on the channel has been ended, by us or by somebody else. */
  record RecorderStopped(UniqueId uniqueId) implements ChannelEvent {}

  /** The channel is gone. */
  record HungUp(UniqueId uniqueId) implements ChannelEvent {}
}
