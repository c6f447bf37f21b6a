package org.openrecorder.domain.call;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The live calls for which a client requested a recording, and the channels that take part in each
 * now. A call keeps the id under which it was first stored: when its channels move under another
 * linked id (a transfer, two calls merged) that linked id becomes one more name of it, and the call
 * lasts until the last channel under any of its names has hung up. Thread-safe.
 */
public final class TrackedCalls {

  private final Map<CallId, Set<ChannelKey>> channels = new HashMap<>();
  private final Map<CallId, Set<CallId>> byName = new HashMap<>();
  private final Map<ChannelKey, Set<CallId>> byChannel = new HashMap<>();

  private record ChannelKey(PbxName pbx, UniqueId uniqueId) {

    static ChannelKey of(Channel channel) {
      return new ChannelKey(channel.pbx(), channel.uniqueId());
    }
  }

  /** The call that the channel is tracked as part of, or the one that its linked id names. */
  public synchronized CallId callOf(Channel channel) {
    return first(byChannel.getOrDefault(ChannelKey.of(channel), Set.of()))
        .or(() -> first(byName.getOrDefault(channel.call(), Set.of())))
        .orElse(channel.call());
  }

  private static Optional<CallId> first(Collection<CallId> calls) {
    return calls.stream().findFirst();
  }

  /** Tracks the call from now on, with the channels that take part in it. */
  public synchronized void watch(CallId call, Collection<Channel> live) {
    channels.computeIfAbsent(call, unused -> new HashSet<>());
    byName.computeIfAbsent(call, unused -> new LinkedHashSet<>()).add(call);
    live.forEach(channel -> add(call, channel));
  }

  /**
   * A channel has become part of the call that its linked id names.
   *
   * @return the tracked calls that it takes part in now
   */
  public synchronized Set<CallId> joined(Channel channel) {
    Set<CallId> calls =
        new LinkedHashSet<>(byChannel.getOrDefault(ChannelKey.of(channel), Set.of()));
    calls.addAll(byName.getOrDefault(channel.call(), Set.of()));
    calls.forEach(call -> add(call, channel));
    return calls;
  }

  private void add(CallId call, Channel channel) {
    channels.computeIfAbsent(call, unused -> new HashSet<>()).add(ChannelKey.of(channel));
    byChannel.computeIfAbsent(ChannelKey.of(channel), unused -> new LinkedHashSet<>()).add(call);
    byName.computeIfAbsent(channel.call(), unused -> new LinkedHashSet<>()).add(call);
  }

  /** The tracked calls that the channel takes part in. */
  public synchronized Set<CallId> with(Channel channel) {
    return Set.copyOf(byChannel.getOrDefault(ChannelKey.of(channel), Set.of()));
  }

  /** Whether a channel is or would be part of a tracked call: by itself, or by its linked id. */
  public synchronized boolean concern(PbxName pbx, UniqueId channel, Optional<LinkedId> call) {
    return byChannel.containsKey(new ChannelKey(pbx, channel))
        || call.filter(name -> byName.containsKey(new CallId(pbx, name))).isPresent();
  }

  /** The channels of the call that are still live. */
  public synchronized Set<UniqueId> channels(CallId call) {
    return channels.getOrDefault(call, Set.of()).stream()
        .map(ChannelKey::uniqueId)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a channel of the call is still live. */
  public synchronized boolean isLive(CallId call) {
    return channels.containsKey(call);
  }

  /**
   * A channel is gone.
   *
   * @return the tracked calls that ended with it; they are not tracked any more
   */
  public synchronized Set<CallId> hungUp(Channel channel) {
    ChannelKey gone = ChannelKey.of(channel);
    Set<CallId> ended = new LinkedHashSet<>();
    for (CallId call : byChannel.getOrDefault(gone, Set.of())) {
      Set<ChannelKey> left = channels.getOrDefault(call, Set.of());
      left.remove(gone);
      if (left.isEmpty()) {
        ended.add(call);
      }
    }
    byChannel.remove(gone);
    ended.forEach(this::forget);
    return ended;
  }

  private void forget(CallId call) {
    channels.remove(call);
    byName.values().forEach(calls -> calls.remove(call));
    byName.values().removeIf(Set::isEmpty);
  }
}
