package org.openrecorder.domain.call;

import java.util.Optional;

/** Channels for tests: valid from the start. */
final class Channels {

  static final PbxName PBX = new PbxName("pbx");

  private Channels() {}

  static Channel ringing(String name, String uniqueId) {
    return new Channel(
        PBX,
        new UniqueId(uniqueId),
        new LinkedId(uniqueId),
        new ChannelName(name),
        new ChannelName(name).extension(),
        false,
        Optional.empty(),
        false,
        false,
        Direction.UNKNOWN,
        "",
        "");
  }

  static Channel answered(String name, String uniqueId) {
    return ringing(name, uniqueId).answer();
  }

  static Channel talking(String name, String uniqueId) {
    return answered(name, uniqueId).in(Optional.of("bridge-" + uniqueId));
  }
}
