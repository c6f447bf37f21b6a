package org.openrecorder.domain.call;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.domain.call.ChannelHistory.Company;

/** The history of each live channel of a PBX. Not thread-safe. */
final class ChannelHistories {

  /** In a conference of more channels it is not known which of them talked to each other. */
  private static final int MOST_COMPANY = 10;

  private final Map<UniqueId, Past> pasts = new HashMap<>();

  private static final class Past {
    private final LinkedId bornIn;
    private Set<Company> before = Set.of();
    private Set<Company> now = new HashSet<>();
    private boolean parked;
    private boolean outOfParking;
    private boolean holding;

    private Past(LinkedId bornIn) {
      this.bornIn = bornIn;
    }

    private void enter(Collection<Channel> company) {
      before = now.isEmpty() ? before : now;
      now = new HashSet<>();
      outOfParking = parked;
      parked = false;
      holding = false;
      company.forEach(this::meet);
    }

    private void meet(Channel other) {
      if (now.size() < MOST_COMPANY) {
        now.add(Company.of(other));
      }
    }
  }

  void appeared(Channel channel) {
    Past unused = pasts.putIfAbsent(channel.uniqueId(), new Past(channel.linkedId()));
  }

  /** The channel has entered a bridge with these others. */
  void entered(Channel channel, Collection<Channel> others) {
    past(channel.uniqueId()).ifPresent(past -> past.enter(others));
    others.forEach(other -> past(other.uniqueId()).ifPresent(past -> past.meet(channel)));
  }

  void parked(Channel channel) {
    past(channel.uniqueId()).ifPresent(past -> past.parked = true);
  }

  void held(Channel channel) {
    past(channel.uniqueId()).ifPresent(past -> past.holding = channel.onHold());
  }

  /** Whether it has put its far end on hold in its current bridge. */
  boolean isHolding(Channel channel) {
    return past(channel.uniqueId()).filter(past -> past.holding).isPresent();
  }

  void gone(UniqueId channel) {
    pasts.remove(channel);
  }

  Optional<ChannelHistory> of(UniqueId channel) {
    return past(channel)
        .map(past -> new ChannelHistory(past.bornIn, past.before, past.outOfParking));
  }

  private Optional<Past> past(UniqueId channel) {
    return Optional.ofNullable(pasts.get(channel));
  }
}
