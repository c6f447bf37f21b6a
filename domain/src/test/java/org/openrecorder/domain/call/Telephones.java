package org.openrecorder.domain.call;

import java.util.Optional;

/** A PBX in tests on which telephones meet in bridges. */
final class Telephones {

  final LiveChannels live = new LiveChannels();

  /** A telephone that was answered in a call and is in no bridge. */
  UniqueId comes(String name, String uniqueId, String call) {
    live.apply(
        new ChannelEvent.Appeared(Channels.answered(name, uniqueId).ofCall(new LinkedId(call))));
    return new UniqueId(uniqueId);
  }

  void enters(UniqueId channel, String bridge) {
    live.apply(new ChannelEvent.Bridged(channel, Optional.of(bridge)));
  }

  void leaves(UniqueId channel) {
    live.apply(new ChannelEvent.Bridged(channel, Optional.empty()));
  }

  void isParked(UniqueId channel) {
    live.apply(new ChannelEvent.Parked(channel));
  }

  void joins(UniqueId channel, String call) {
    live.apply(new ChannelEvent.Linked(channel, new LinkedId(call)));
  }

  void hangsUp(UniqueId channel) {
    live.apply(new ChannelEvent.HungUp(channel));
  }

  Channel now(UniqueId channel) {
    return live.find(channel).orElseThrow();
  }
}
