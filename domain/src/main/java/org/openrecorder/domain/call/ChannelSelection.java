package org.openrecorder.domain.call;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which channel a client means when it names an extension. Answered comes before ringing, bridged
 * before not, not on hold before on hold; only among equals a real channel comes before a Local
 * one, and of these the oldest is chosen. So a ringing device never wins over a live conversation,
 * whatever technology carries that. If equals are bridged, that is in a live conversation, and
 * belong to different calls, none is chosen: recording the wrong customer is worse than an error.
 */
public sealed interface ChannelSelection {

  /** The channel, and {@code why} for the audit trail. */
  record Chosen(Channel channel, String why) implements ChannelSelection {}

  /** Several that are equally likely: at least two, in different calls. */
  record Ambiguous(List<Channel> candidates) implements ChannelSelection {}

  /** No live channel matches. */
  record None() implements ChannelSelection {}

  Comparator<Channel> RANK =
      Comparator.comparing(Channel::answered)
          .thenComparing(Channel::bridged)
          .thenComparing(channel -> !channel.onHold())
          .reversed();

  /**
   * Chooses one of the candidates.
   *
   * @param candidates the channels of one extension, oldest first
   */
  static ChannelSelection among(Collection<Channel> candidates) {
    List<Channel> best = realBeforeLocal(best(candidates));
    if (best.isEmpty()) {
      return new None();
    }
    Channel first = best.getFirst();
    boolean oneCall = best.stream().map(Channel::call).distinct().count() == 1;
    return first.answered() && first.bridged() && !oneCall
        ? new Ambiguous(best)
        : new Chosen(first, why(first, best.size(), candidates.size()));
  }

  private static List<Channel> realBeforeLocal(Collection<Channel> candidates) {
    List<Channel> real = candidates.stream().filter(channel -> !channel.name().isLocal()).toList();
    return real.isEmpty() ? List.copyOf(candidates) : real;
  }

  private static List<Channel> best(Collection<Channel> candidates) {
    List<Channel> ranked = candidates.stream().sorted(RANK).toList();
    return ranked.stream()
        .filter(channel -> RANK.compare(channel, ranked.getFirst()) == 0)
        .toList();
  }

  private static String why(Channel chosen, int equals, int all) {
    String state = chosen.answered() ? "answered" : "ringing";
    String bridged = chosen.bridged() ? ", bridged" : "";
    String held = chosen.onHold() ? ", on hold" : "";
    String oldest = equals > 1 ? ", oldest of " + equals + " equals" : "";
    return state + bridged + held + oldest + ", of " + all + " channels";
  }
}
