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

  /** A channel has entered a bridge, where it hears and is heard by the other channels in it. */
  record Bridged(Channel channel) implements CallEvent {}

  /** A telephone has put its far end on hold, or has ended the hold. */
  record Held(Channel channel) implements CallEvent {}

  /** A channel has left that bridge and the other channels in it. */
  record Left(Channel channel, String bridge) implements CallEvent {}

  /** A MixMonitor on a channel has ended, stopped by this server or by other means. */
  record RecorderStopped(Channel channel) implements CallEvent {}

  /** A channel is gone; {@code last} if its call has no channel left. */
  record HungUp(Channel channel, boolean last) implements CallEvent {}
}
