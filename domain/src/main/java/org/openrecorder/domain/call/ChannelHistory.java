package org.openrecorder.domain.call;

import java.util.Optional;
import java.util.Set;

/**
 * Where a live channel comes from, as far as that tells which conversation it belongs to.
 *
 * @param bornIn the call in which it was first seen, before it was joined with others
 * @param before the channels that were with it in the bridge before its current one
 * @param outOfParking whether it came out of a parking lot into its current bridge
 */
public record ChannelHistory(LinkedId bornIn, Set<Company> before, boolean outOfParking) {

  public ChannelHistory {
    before = Set.copyOf(before);
  }

  /** A channel that was in a bridge with another one. */
  public record Company(UniqueId channel, Optional<Extension> extension) {

    static Company of(Channel channel) {
      return new Company(channel.uniqueId(), channel.extension());
    }
  }
}
