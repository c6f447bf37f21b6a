package org.openrecorder.domain.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The last partners of each channel of one call, and whether they have talked without a break
 * since. They show that a call changes hands whatever the cause: a transfer of any kind, a parked
 * call retrieved, a redirect, a consultation without a transfer, hold. Not thread-safe.
 */
public final class PartnerHistory {

  private final Map<UniqueId, Set<UniqueId>> last = new HashMap<>();
  private final Set<UniqueId> interrupted = new HashSet<>();

  /**
   * A channel talks to exactly one other, with which it did not talk just before: a new partner, or
   * one that has come back. It had talked to a partner before, or something had been played to it.
   */
  public record PartnerChange(UniqueId channel, Channel partner) {}

  /**
   * What is certain of a stored call: where only two took part, they talked to each other. In any
   * other call no channel is known to have talked to one that is there now.
   */
  public static PartnerHistory of(CallRecord stored) {
    PartnerHistory acquaintances = new PartnerHistory();
    Set<UniqueId> real =
        stored.legs().stream()
            .filter(leg -> !leg.channel().isLocal())
            .map(CallLeg::uniqueId)
            .collect(Collectors.toSet());
    real.forEach(one -> acquaintances.last.put(one, real.size() == 2 ? real : Set.of(one)));
    return acquaintances;
  }

  /**
   * A MixMonitor begins on that channel: what was before does not count any more. A channel that is
   * answered and talks to no other hears music or an announcement of the PBX.
   */
  public void recorded(Channel channel, BridgedParties now) {
    forget(channel.uniqueId());
    Optional<Channel> talking = now.talking(channel.uniqueId());
    talking.ifPresent(one -> remember(one, now.partnersOf(one)));
    if (channel.answered() && talking.map(now::isParted).orElse(true)) {
      interrupted.add(channel.uniqueId());
    }
  }

  /** Discards what is known of that channel. */
  public void forget(UniqueId channel) {
    last.remove(channel);
    interrupted.remove(channel);
  }

  /** Updates which channels talk to each other. */
  public List<PartnerChange> meet(BridgedParties now) {
    List<PartnerChange> changes = new ArrayList<>();
    for (Channel channel : now.talking()) {
      Optional<Channel> partner = now.partnerOf(channel);
      partner
          .filter(other -> isNew(channel, other))
          .ifPresent(other -> changes.add(new PartnerChange(channel.uniqueId(), other)));
      remember(channel, now.partnersOf(channel));
      takeIn(channel, partner);
    }
    interrupted.addAll(silent(now));
    return changes;
  }

  private boolean isNew(Channel channel, Channel partner) {
    Set<UniqueId> before = last.getOrDefault(channel.uniqueId(), Set.of(partner.uniqueId()));
    return interrupted.contains(channel.uniqueId()) || !before.contains(partner.uniqueId());
  }

  private void remember(Channel channel, List<Channel> partners) {
    if (!partners.isEmpty()) {
      last.put(
          channel.uniqueId(), partners.stream().map(Channel::uniqueId).collect(Collectors.toSet()));
    }
  }

  private void takeIn(Channel channel, Optional<Channel> partner) {
    if (partner.isPresent()) {
      interrupted.remove(channel.uniqueId());
    } else if (last.containsKey(channel.uniqueId())) {
      interrupted.add(channel.uniqueId());
    }
  }

  /** The channels that have talked to another and are in no bridge now. */
  private Set<UniqueId> silent(BridgedParties now) {
    Set<UniqueId> silent = new HashSet<>(last.keySet());
    now.talking().forEach(channel -> silent.remove(channel.uniqueId()));
    return silent;
  }
}
