package org.openrecorder.domain.call;

/** What an event or a snapshot means for recording. */
public sealed interface CallEvent {

  Channel channel();

  default CallId call() {
    return channel().call();
  }

  /** A channel has become part of a call: it is new, or it came from another call. */
  record Joined(Channel channel) implements CallEvent {}

  /** A channel is answered. */
  record Answered(Channel channel) implements CallEvent {}

  /** A channel has come into a bridge, to hear and be heard by whoever else is in it. */
  record Bridged(Channel channel) implements CallEvent {}

  /** A telephone has put its far end on hold, or has taken it off. */
  record Held(Channel channel) implements CallEvent {}

  /** A channel has left that bridge, and whoever was with it there. */
  record Left(Channel channel, String bridge) implements CallEvent {}

  /** A recorder on a channel has been ended, by us or by somebody else. */
  record RecorderStopped(Channel channel) implements CallEvent {}

  /** A channel is gone; {@code last} if its call has no channel left. */
  record HungUp(Channel channel, boolean last) implements CallEvent {}
}
