package org.openrecorder.domain.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The live channel state of one PBX: its current channels, found by unique id, extension or call in
 * the same time however many there are. It follows events and is rebuilt from a snapshot whenever
 * the link to the PBX was down. Thread-safe; every method sees and leaves a consistent state.
 */
public final class LiveChannels {

  private final Map<UniqueId, Channel> channels = new HashMap<>();
  private final Map<Extension, Map<UniqueId, Channel>> byExtension = new HashMap<>();
  private final Map<String, Map<UniqueId, Channel>> byDevice = new HashMap<>();
  private final Map<LinkedId, Map<UniqueId, Channel>> byCall = new HashMap<>();
  private final Map<String, Map<UniqueId, Channel>> byBridge = new HashMap<>();
  private final RecentlyHungUp departed = new RecentlyHungUp();
  private final ChannelHistories pasts = new ChannelHistories();

  /**
   * Applies an event of the PBX.
   *
   * @return what it means for recording, in order; empty if it changed nothing that matters
   */
  public synchronized List<CallEvent> apply(ChannelEvent event) {
    Channel before = channels.get(event.uniqueId());
    return before == null ? unknown(event) : known(before, event);
  }

  private List<CallEvent> unknown(ChannelEvent event) {
    if (event instanceof ChannelEvent.HungUp) {
      departed.add(event.uniqueId());
    }
    return event instanceof ChannelEvent.Appeared appeared && !departed.has(event.uniqueId())
        ? added(appeared.channel())
        : List.of();
  }

  private List<CallEvent> known(Channel before, ChannelEvent event) {
    return switch (event) {
      case ChannelEvent.Appeared appeared -> List.of();
      case ChannelEvent.Ringing ringing -> changed(before, before.going(ringing.direction()));
      case ChannelEvent.Answered answered -> changed(before, before.answer());
      case ChannelEvent.Renamed renamed ->
          changed(before, before.named(renamed.name(), renamed.extension()));
      case ChannelEvent.Numbered numbers ->
          changed(before, before.numbered(numbers.callerNumber(), numbers.connectedNumber()));
      case ChannelEvent.Bridged bridged -> changed(before, before.in(bridged.bridge()));
      case ChannelEvent.Parked parked -> changed(before, before.park());
      case ChannelEvent.Held held -> changed(before, before.held(held.onHold()));
      case ChannelEvent.Linked linked -> changed(before, before.ofCall(linked.linkedId()));
      case ChannelEvent.RecorderStopped stopped -> List.of(new CallEvent.RecorderStopped(before));
      case ChannelEvent.HungUp hungUp -> List.of(removed(before));
    };
  }

  /**
   * Applies the PBX's response to a query about one channel, whatever earlier events said of it.
   * Numbers and the direction are kept where the response omits them. So is hold, as no PBX can be
   * asked which party holds.
   *
   * @param now empty if the PBX has no such channel
   * @return what that means for recording, in order
   */
  public synchronized List<CallEvent> correct(UniqueId uniqueId, Optional<Channel> now) {
    Optional<Channel> before = find(uniqueId);
    if (now.isEmpty()) {
      return before.map(this::removed).map(List::of).orElse(List.of());
    }
    departed.remove(uniqueId);
    return before
        .map(known -> changed(known, now.get().held(known.onHold()).knownAs(known)))
        .orElseGet(() -> added(now.get()));
  }

  /**
   * The channels on which a list of the PBX differs from this state.
   *
   * @param listed all channels of the PBX
   */
  public synchronized Set<UniqueId> differences(Collection<Channel> listed) {
    Set<UniqueId> different = new LinkedHashSet<>(channels.keySet());
    for (Channel channel : listed) {
      Channel known = channels.get(channel.uniqueId());
      if (known != null && known.agreesWith(channel)) {
        different.remove(channel.uniqueId());
      } else {
        different.add(channel.uniqueId());
      }
    }
    return different;
  }

  /**
   * Replaces the state by the PBX's list. The list does not tell whether a channel is on hold and
   * which side dialled: both are kept for channels that were known.
   *
   * @param snapshot all channels of the PBX, oldest first
   * @return what has happened since the state was last correct
   */
  public synchronized List<CallEvent> replaceWith(Collection<Channel> snapshot) {
    Set<UniqueId> live = new HashSet<>();
    snapshot.forEach(channel -> live.add(channel.uniqueId()));
    List<CallEvent> occurrences = new ArrayList<>();
    List.copyOf(channels.values()).stream()
        .filter(channel -> !live.contains(channel.uniqueId()))
        .forEach(gone -> occurrences.add(removed(gone)));
    snapshot.forEach(channel -> occurrences.addAll(seen(channel)));
    return occurrences;
  }

  private List<CallEvent> seen(Channel listed) {
    Channel before = channels.get(listed.uniqueId());
    departed.remove(listed.uniqueId());
    return before == null
        ? added(listed)
        : changed(before, listed.held(before.onHold()).knownAs(before));
  }

  /** The channel with that unique id. */
  public synchronized Optional<Channel> find(UniqueId uniqueId) {
    return Optional.ofNullable(channels.get(uniqueId));
  }

  /** The channels of the extension, oldest first. */
  public synchronized List<Channel> find(Extension extension) {
    return List.copyOf(byExtension.getOrDefault(extension, Map.of()).values());
  }

  /** The channel of that name, or else the channels of that device, oldest first. */
  public synchronized List<Channel> find(DeviceName device) {
    return List.copyOf(byDevice.getOrDefault(device.key(), Map.of()).values());
  }

  /** The channels of the call, oldest first; none if it has ended. */
  public synchronized List<Channel> find(LinkedId call) {
    return List.copyOf(byCall.getOrDefault(call, Map.of()).values());
  }

  /**
   * Who talks to whom at one moment, of those channels and all others in a bridge with them. A
   * channel counts as on hold where it has put its far end on hold in its current bridge: once it
   * has left that bridge, the PBX may never report the end of the hold.
   */
  public synchronized BridgedParties conversations(Collection<UniqueId> ofCall) {
    List<Channel> parties = ofCall.stream().flatMap(one -> find(one).stream()).toList();
    List<Channel> company =
        parties.stream()
            .flatMap(channel -> channel.bridge().stream())
            .distinct()
            .flatMap(bridge -> inBridge(bridge).stream())
            .toList();
    return new BridgedParties(holdingHere(parties), holdingHere(company));
  }

  private List<Channel> holdingHere(Collection<Channel> several) {
    return several.stream().map(one -> one.held(pasts.isHolding(one))).toList();
  }

  /** The channels in the bridge, of any call. */
  public synchronized List<Channel> inBridge(String bridge) {
    return List.copyOf(byBridge.getOrDefault(bridge, Map.of()).values());
  }

  /** How many channels are live. */
  public synchronized int size() {
    return channels.size();
  }

  private List<CallEvent> added(Channel channel) {
    put(channel);
    pasts.appeared(channel);
    place(channel);
    List<CallEvent> occurrences = new ArrayList<>(3);
    occurrences.add(new CallEvent.Joined(channel));
    if (channel.answered()) {
      occurrences.add(new CallEvent.Answered(channel));
    }
    if (channel.bridged()) {
      occurrences.add(new CallEvent.Bridged(channel));
    }
    return occurrences;
  }

  private List<CallEvent> changed(Channel before, Channel after) {
    List<CallEvent> occurrences = new ArrayList<>(2);
    reindex(before, after);
    if (!before.linkedId().equals(after.linkedId())) {
      occurrences.add(new CallEvent.Joined(after));
    }
    if (after.answered() && !before.answered()) {
      occurrences.add(new CallEvent.Answered(after));
    }
    if (!after.bridge().equals(before.bridge())) {
      before.bridge().ifPresent(left -> occurrences.add(new CallEvent.Left(after, left)));
    }
    if (after.parked() != before.parked() || !after.bridge().equals(before.bridge())) {
      place(after);
    }
    if (after.bridged() && !after.bridge().equals(before.bridge())) {
      occurrences.add(new CallEvent.Bridged(after));
    }
    if (after.onHold() != before.onHold()) {
      pasts.held(after);
      occurrences.add(new CallEvent.Held(after));
    }
    return occurrences;
  }

  /** The channel has arrived where it is now. */
  private void place(Channel channel) {
    channel.bridge().ifPresent(bridge -> pasts.entered(channel, others(inBridge(bridge), channel)));
    if (channel.parked()) {
      pasts.parked(channel);
    }
  }

  private static List<Channel> others(Collection<Channel> among, Channel own) {
    return among.stream().filter(one -> !one.uniqueId().equals(own.uniqueId())).toList();
  }

  /** Where a live channel comes from; empty if it is gone. */
  public synchronized Optional<ChannelHistory> past(UniqueId channel) {
    return pasts.of(channel);
  }

  private CallEvent removed(Channel channel) {
    drop(channel);
    pasts.gone(channel.uniqueId());
    departed.add(channel.uniqueId());
    return new CallEvent.HungUp(channel, !byCall.containsKey(channel.linkedId()));
  }

  private void reindex(Channel before, Channel after) {
    if (before.answersTo().equals(after.answersTo())
        && before.name().equals(after.name())
        && before.linkedId().equals(after.linkedId())) {
      leave(before);
      put(after); // replaced in place: it keeps its position by age
    } else {
      drop(before);
      put(after);
    }
  }

  private void put(Channel channel) {
    channels.put(channel.uniqueId(), channel);
    channel.answersTo().forEach(extension -> index(byExtension, extension, channel));
    devices(channel).forEach(device -> index(byDevice, device, channel));
    index(byCall, channel.linkedId(), channel);
    channel.bridge().ifPresent(bridge -> index(byBridge, bridge, channel));
  }

  private void drop(Channel channel) {
    channels.remove(channel.uniqueId());
    channel.answersTo().forEach(extension -> unindex(byExtension, extension, channel));
    devices(channel).forEach(device -> unindex(byDevice, device, channel));
    unindex(byCall, channel.linkedId(), channel);
    leave(channel);
  }

  /** The names that a channel is found by besides its extensions: its own and its device's. */
  private static Stream<String> devices(Channel channel) {
    return Stream.of(channel.name().value(), channel.name().device())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct();
  }

  private void leave(Channel channel) {
    channel.bridge().ifPresent(bridge -> unindex(byBridge, bridge, channel));
  }

  private static <K> void index(Map<K, Map<UniqueId, Channel>> index, K key, Channel channel) {
    index.computeIfAbsent(key, unused -> new LinkedHashMap<>()).put(channel.uniqueId(), channel);
  }

  private static <K> void unindex(Map<K, Map<UniqueId, Channel>> index, K key, Channel channel) {
    Map<UniqueId, Channel> sharing = index.get(key);
    if (sharing != null) {
      sharing.remove(channel.uniqueId());
      if (sharing.isEmpty()) {
        index.remove(key);
      }
    }
  }
}
