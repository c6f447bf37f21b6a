package org.openrecorder.domain.call;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who talks to whom in one call: those of its channels that are answered and in a bridge.
 *
 * @param talking channels of the call
 * @param company whoever is in a bridge with them, of this call or, in a conference, of others
 */
public record Conversations(List<Channel> talking, List<Channel> company) {

  /** A real channel before a Local one, then the oldest: its unique id has the lower number. */
  private static final Comparator<Channel> FIRST_CHOICE =
      Comparator.comparing((Channel channel) -> channel.name().isLocal())
          .thenComparing(channel -> channel.uniqueId().value().length())
          .thenComparing(channel -> channel.uniqueId().value());

  public Conversations {
    talking = talks(talking);
    company = talks(company);
  }

  private static List<Channel> talks(List<Channel> channels) {
    return channels.stream().filter(Channel::answered).filter(Channel::bridged).toList();
  }

  /** The channel to go on with when another one has left: one that talks to somebody. */
  public Optional<Channel> survivor() {
    return talking.stream()
        .filter(channel -> others(company, channel).findAny().isPresent())
        .min(FIRST_CHOICE);
  }

  /** The real channels of the call that the given one talks to, directly or through Local ones. */
  public List<Channel> partnersOf(Channel own) {
    Set<Channel> reached = new LinkedHashSet<>();
    Queue<Channel> next = new ArrayDeque<>(others(talking, own).toList());
    while (!next.isEmpty()) {
      Channel one = next.remove();
      if (reached.add(one)) {
        behind(one).filter(other -> !other.equals(own)).forEach(next::add);
      }
    }
    return reached.stream().filter(other -> !other.name().isLocal()).toList();
  }

  /** Whoever is at the other end of a Local channel. */
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
