package org.openrecorder.domain.call;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who talks to whom in one call: those of its channels that are answered and in a bridge.
 *
 * @param talking channels of the call
 * @param company all channels in a bridge with them, of this call or, in a conference, of others
 */
public record BridgedParties(List<Channel> talking, List<Channel> company) {

  private static final IdTimestamp UNKNOWN = new IdTimestamp(0, 0);

  /** A real channel before a Local one, then the oldest; ids that an originator chose come last. */
  private static final Comparator<Channel> FIRST_CHOICE =
      Comparator.comparing((Channel channel) -> channel.name().isLocal())
          .thenComparing(channel -> channel.uniqueId().birth().isEmpty())
          .thenComparing(channel -> channel.uniqueId().birth().orElse(UNKNOWN))
          .thenComparing(channel -> channel.uniqueId().value());

  public BridgedParties {
    talking = talks(talking);
    company = talks(company);
  }

  private static List<Channel> talks(List<Channel> channels) {
    return channels.stream().filter(Channel::answered).filter(Channel::bridged).toList();
  }

  /** The channel with that unique id, if it is answered and in a bridge. */
  public Optional<Channel> talking(UniqueId id) {
    return talking.stream().filter(channel -> channel.uniqueId().equals(id)).findFirst();
  }

  /**
   * The channel to continue on when another one has left: one that talks to another channel.
   *
   * @param which the channels to consider
   */
  public Optional<Channel> survivor(Predicate<Channel> which) {
    return talking.stream()
        .filter(channel -> others(company, channel).findAny().isPresent())
        .filter(which)
        .min(FIRST_CHOICE);
  }

  /**
   * The telephone that has answered the call: a channel that talks and did not begin the call.
   *
   * @param call the id under which the call began
   */
  public Optional<Channel> answeredBy(LinkedId call) {
    return survivor(
        channel -> !channel.name().isLocal() && !channel.uniqueId().value().equals(call.value()));
  }

  /** The only channel that a channel talks to, unless one of the two has put the other on hold. */
  public Optional<Channel> partnerOf(Channel own) {
    List<Channel> partners = partnersOf(own);
    return partners.size() == 1 && !own.onHold()
        ? partners.stream().filter(partner -> !partner.onHold()).findFirst()
        : Optional.empty();
  }

  /**
   * Whether a channel talks to no other, of any call, or has one partner and one of the two holds
   * the other.
   */
  boolean isParted(Channel own) {
    return partnersOf(own).size() == 1
        ? partnerOf(own).isEmpty()
        : others(company, own).findAny().isEmpty();
  }

  /** The real channels of the call that the given one talks to, directly or through Local ones. */
  public List<Channel> partnersOf(Channel own) {
    Set<Channel> reached = new LinkedHashSet<>();
    Queue<Channel> next = new ArrayDeque<>(others(talking, own).toList());
    while (!next.isEmpty()) {
      Channel one = next.remove();
      if (reached.add(one)) {
        behind(one).filter(other -> !other.uniqueId().equals(own.uniqueId())).forEach(next::add);
      }
    }
    return reached.stream().filter(other -> !other.name().isLocal()).toList();
  }

  /**
   * All channels that the given channel hears: its partners in the call, and those of other calls
   * that are in its own bridge, as in a conference.
   */
  public List<Channel> heardBy(Channel own) {
    return Stream.concat(
            partnersOf(own).stream(),
            own.bridged()
                ? others(company, own).filter(other -> !other.name().isLocal())
                : Stream.empty())
        .distinct()
        .toList();
  }

  /** The channels at the other end of a Local channel. */
  private Stream<Channel> behind(Channel channel) {
    Optional<ChannelName> otherHalf = channel.name().otherHalf();
    return otherHalf.isEmpty()
        ? Stream.empty()
        : talking.stream()
            .filter(half -> half.name().equals(otherHalf.get()))
            .flatMap(half -> others(talking, half));
  }

  private static Stream<Channel> others(Collection<Channel> among, Channel own) {
    return among.stream()
        .filter(other -> other.bridge().equals(own.bridge()))
        .filter(other -> !other.uniqueId().equals(own.uniqueId()));
  }
}
