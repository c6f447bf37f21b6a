package org.openrecorder.domain.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom the channels of one call have talked to so far. By it a call is seen to change hands
 * whatever it was that changed them: a transfer of any kind, a parked call taken back, a redirect.
 * Not for several threads.
 */
public final class Acquaintances {

  private final Map<UniqueId, Set<UniqueId>> met = new HashMap<>();

  /** A channel talks to one other alone, whom it had not met, and had talked to somebody before. */
  public record NewPartner(UniqueId channel, Channel partner) {}

  /**
   * What may be taken for sure of a stored call: where only two took part they talked to each
   * other. In any other call nobody is known to have talked to anybody who is there now.
   */
  public static Acquaintances of(Call stored) {
    Acquaintances acquaintances = new Acquaintances();
    Set<UniqueId> real =
        stored.legs().stream()
            .filter(leg -> !leg.channel().isLocal())
            .map(Leg::uniqueId)
            .collect(Collectors.toSet());
    real.forEach(
        one -> acquaintances.met.put(one, new HashSet<>(real.size() == 2 ? real : Set.of(one))));
    return acquaintances;
  }

  /** What it knew does not count any more. */
  public void forget(UniqueId channel) {
    met.remove(channel);
  }

  /** Takes in who talks to whom now. */
  public List<NewPartner> meet(Conversations now) {
    List<NewPartner> changes = new ArrayList<>();
    for (Channel channel : now.talking()) {
      List<Channel> partners = now.partnersOf(channel);
      Set<UniqueId> known = met.getOrDefault(channel.uniqueId(), Set.of());
      if (partners.size() == 1 && isNew(partners.getFirst(), known)) {
        changes.add(new NewPartner(channel.uniqueId(), partners.getFirst()));
      }
      remember(channel, partners);
    }
    return changes;
  }

  private static boolean isNew(Channel partner, Set<UniqueId> known) {
    return !known.isEmpty() && !known.contains(partner.uniqueId());
  }

  private void remember(Channel channel, List<Channel> partners) {
    if (!partners.isEmpty()) {
      met.computeIfAbsent(channel.uniqueId(), unused -> new HashSet<>())
          .addAll(partners.stream().map(Channel::uniqueId).collect(Collectors.toSet()));
    }
  }
}
