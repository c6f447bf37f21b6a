package org.openrecorder.domain.call;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who talks to whom in one call: those of its channels that are answered and in a bridge. */
public record Conversations(List<Channel> talking) {

  /** A real channel before a Local one, then the oldest: its unique id has the lower number. */
  private static final Comparator<Channel> FIRST_CHOICE =
      Comparator.comparing((Channel channel) -> channel.name().isLocal())
          .thenComparing(channel -> channel.uniqueId().value().length())
          .thenComparing(channel -> channel.uniqueId().value());

  public Conversations {
    talking = talking.stream().filter(Channel::answered).filter(Channel::bridged).toList();
  }

  /** The channel to go on with when another one has left: one that talks to somebody. */
  public Optional<Channel> survivor() {
    return talking.stream()
        .filter(channel -> others(channel).findAny().isPresent())
        .min(FIRST_CHOICE);
  }

  /** The one real channel that the given one talks to, if there is just one. */
  public Optional<Channel> partnerOf(UniqueId uniqueId) {
    List<Channel> partners =
        talking.stream()
            .filter(own -> own.uniqueId().equals(uniqueId))
            .flatMap(this::others)
            .filter(other -> !other.name().isLocal())
            .toList();
    return partners.size() == 1 ? Optional.of(partners.getFirst()) : Optional.empty();
  }

  private Stream<Channel> others(Channel own) {
    return talking.stream()
        .filter(other -> other.bridge().equals(own.bridge()))
        .filter(other -> !other.uniqueId().equals(own.uniqueId()));
  }
}
