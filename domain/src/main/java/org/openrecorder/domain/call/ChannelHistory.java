package org.openrecorder.domain.call;

import java.util.Optional;
import java.util.Set;

/**
 * Where a live channel comes from, as far as that tells whose conversation it belongs to.
 *
 * @param bornIn the call in which it was first seen, before it was joined with others
 * @param before who was with it in the bridge before the one that it is in now
 * @param outOfParking whether it was taken out of a parking lot into the bridge that it is in now
 */
public record ChannelHistory(LinkedId bornIn, Set<Company> before, boolean outOfParking) {

  public ChannelHistory {
    before = Set.copyOf(before);
  }

  /** A channel that another one was with. */
  public record Company(UniqueId channel, Optional<Extension> extension) {

    static Company of(Channel channel) {
      return new Company(channel.uniqueId(), channel.extension());
    }
  }
}
