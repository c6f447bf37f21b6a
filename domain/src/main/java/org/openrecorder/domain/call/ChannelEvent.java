package org.openrecorder.domain.call;

import java.util.Optional;
import java.util.Set;

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

  /** The channel has another name now. */
  record Renamed(UniqueId uniqueId, ChannelName name) implements ChannelEvent {}

  /** The channel's numbers are known or have changed. */
  record Numbered(UniqueId uniqueId, String callerNumber, String connectedNumber)
      implements ChannelEvent {}

  /** The channel has entered a bridge, or left every bridge where {@code bridge} is empty. */
  record Bridged(UniqueId uniqueId, Optional<String> bridge) implements ChannelEvent {}

  /** The telephone has put its far end on hold, or has taken it off. */
  record Held(UniqueId uniqueId, boolean onHold) implements ChannelEvent {}

  /** The channel belongs to this call now. */
  record Linked(UniqueId uniqueId, LinkedId linkedId) implements ChannelEvent {}

  /**
   * The channel has been transferred: it will talk to somebody else, or does already, and no longer
   * to those {@code by} whom it was.
   */
  record Transferred(UniqueId uniqueId, Set<UniqueId> by) implements ChannelEvent {
    public Transferred {
      by = Set.copyOf(by);
    }
  }

  /** The channel is gone. */
  record HungUp(UniqueId uniqueId) implements ChannelEvent {}
}
