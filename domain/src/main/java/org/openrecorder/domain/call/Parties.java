package org.openrecorder.domain.call;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parties of one conversation, and what shows that a newcomer belongs to it and is not the next
 * customer of a party that stays on the line.
 *
 * @param channels all that were heard in it
 * @param extensions of their telephones
 * @param calls the calls that they came from, or belonged to while they talked
 */
public record Parties(Set<UniqueId> channels, Set<Extension> extensions, Set<LinkedId> calls) {

  /** No party has been heard yet. */
  static final Parties NONE = new Parties(Set.of(), Set.of(), Set.of());

  public Parties {
    channels = Set.copyOf(channels);
    extensions = Set.copyOf(extensions);
    calls = Set.copyOf(calls);
  }

  /** The same with these channels, which are heard now. */
  Parties with(Collection<Channel> heard, LiveChannels live) {
    return new Parties(
        union(channels, heard.stream().map(Channel::uniqueId)),
        union(extensions, heard.stream().flatMap(channel -> channel.extension().stream())),
        union(calls, heard.stream().flatMap(channel -> callsOf(channel, live))));
  }

  private static Stream<LinkedId> callsOf(Channel channel, LiveChannels live) {
    return Stream.concat(
        Stream.of(channel.linkedId()),
        live.past(channel.uniqueId()).map(ChannelHistory::bornIn).stream());
  }

  private static <T> Set<T> union(Set<T> known, Stream<T> more) {
    Set<T> all = new HashSet<>(known);
    more.forEach(all::add);
    return all;
  }

  private boolean has(Channel channel) {
    return channels.contains(channel.uniqueId());
  }

  /**
   * Whether the conversation continues where one of its parties hears these channels: another party
   * is among them, or a channel that was dialled from the conversation, or one that a telephone of
   * the conversation talked to just before; or the party was taken out of a parking lot.
   */
  boolean goOnWith(Channel party, List<Channel> heard, LiveChannels live) {
    return heard.stream().anyMatch(other -> has(other) || belongs(party, other, live))
        || (!heard.isEmpty()
            && live.past(party.uniqueId()).filter(ChannelHistory::outOfParking).isPresent());
  }

  private boolean belongs(Channel party, Channel newcomer, LiveChannels live) {
    Optional<ChannelHistory> past = live.past(newcomer.uniqueId());
    return past.filter(
            known -> calls.contains(known.bornIn()) || wasWithOneOfUs(party, known.before()))
        .isPresent();
  }

  /**
   * Does not look at the party itself: one that stays may have talked to the next customer before.
   */
  private boolean wasWithOneOfUs(Channel party, Set<ChannelHistory.Company> before) {
    return before.stream()
        .filter(company -> !company.channel().equals(party.uniqueId()))
        .anyMatch(company -> company.extension().filter(extensions::contains).isPresent());
  }

  /** Whether any party besides that one is still live. */
  boolean anyLiveBut(UniqueId party, LiveChannels live) {
    return channels.stream()
        .filter(channel -> !channel.equals(party))
        .anyMatch(channel -> live.find(channel).isPresent());
  }

  boolean isNobodyBut(UniqueId party) {
    return channels.stream().allMatch(party::equals);
  }
}
