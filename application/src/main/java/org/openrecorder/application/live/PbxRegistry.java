package org.openrecorder.application.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.ChannelSelection;
import org.openrecorder.domain.call.DeviceName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LiveChannels;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/** The live channel state of all PBXs that the settings name, and which of them are in sync now. */
public final class PbxRegistry {

  private final Map<PbxName, LiveChannels> channelStates = new LinkedHashMap<>();
  private final Set<PbxName> inSync = ConcurrentHashMap.newKeySet();

  public PbxRegistry(Collection<PbxName> pbxs) {
    pbxs.forEach(pbx -> channelStates.put(pbx, new LiveChannels()));
  }

  /**
   * The channel that a client with that scope means, over all PBXs in sync.
   *
   * @throws PbxUnavailableException if there is none and a PBX that might have one does not respond
   */
  public ChannelSelection choose(ChannelIdentifier which, LiveAccess scope) {
    return ChannelSelection.among(candidates(which, scope));
  }

  /**
   * The live channels that match the identifier and are covered, oldest first on each PBX.
   *
   * @throws PbxUnavailableException if there are none and a PBX that might have some does not
   *     respond
   */
  public List<Channel> candidates(ChannelIdentifier which, LiveAccess scope) {
    List<Channel> found = found(which, scope);
    if (found.isEmpty() && !allInSync(scope)) {
      throw new PbxUnavailableException("no link to the PBX");
    }
    return found;
  }

  /** Whether a live channel matches the identifier, as far as is known. */
  public boolean knows(ChannelIdentifier which) {
    return !found(which, LiveAccess.EVERYTHING).isEmpty();
  }

  private List<Channel> found(ChannelIdentifier which, LiveAccess scope) {
    return switch (which) {
      case UniqueId uniqueId -> firstNotEmpty(readings(uniqueId), scope);
      case Extension extension ->
          firstNotEmpty(Stream.of(() -> withUniqueId(which, scope), () -> of(extension, scope)));
      case DeviceName device ->
          firstNotEmpty(
              Stream.of(
                  () -> withUniqueId(which, scope),
                  () -> each(calls -> calls.find(device), scope),
                  () -> device.asExtension().map(one -> of(one, scope)).orElse(List.of())));
    };
  }

  private List<Channel> of(Extension extension, LiveAccess scope) {
    return each(calls -> calls.find(extension), scope);
  }

  /**
   * An originator may choose a unique id, so a name may be one: if a live channel has it, it is.
   */
  private List<Channel> withUniqueId(ChannelIdentifier which, LiveAccess scope) {
    return each(calls -> calls.find(new UniqueId(which.value())).stream().toList(), scope);
  }

  private List<Channel> each(Function<LiveChannels, List<Channel>> finder, LiveAccess scope) {
    return believed().flatMap(calls -> finder.apply(calls).stream()).filter(scope::covers).toList();
  }

  private static List<Channel> firstNotEmpty(Stream<Supplier<List<Channel>>> finders) {
    return finders
        .map(Supplier::get)
        .filter(channels -> !channels.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private List<Channel> firstNotEmpty(List<UniqueIdInterpretation> readings, LiveAccess scope) {
    return readings.stream()
        .map(reading -> candidates(reading).stream().filter(scope::covers).toList())
        .filter(channels -> !channels.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private List<Channel> candidates(UniqueIdInterpretation reading) {
    return believed()
        .flatMap(calls -> calls.find(reading.uniqueId()).stream())
        .filter(channel -> reading.covers(channel.pbx()))
        .toList();
  }

  /**
   * The ways to interpret a unique id, the likeliest first: as it stands, on any PBX; or with a
   * PBX's name in front, as one of that PBX.
   */
  public List<UniqueIdInterpretation> readings(UniqueId given) {
    List<UniqueIdInterpretation> readings = new ArrayList<>();
    readings.add(new UniqueIdInterpretation(given, Optional.empty()));
    for (PbxName pbx : channelStates.keySet()) {
      given
          .without(pbx)
          .ifPresent(bare -> readings.add(new UniqueIdInterpretation(bare, Optional.of(pbx))));
    }
    return readings;
  }

  private Stream<LiveChannels> believed() {
    return channelStates.entrySet().stream()
        .filter(entry -> isInSync(entry.getKey()))
        .map(Map.Entry::getValue);
  }

  /** The channel as it is now; empty if it is gone or its PBX is not in sync. */
  public Optional<Channel> now(Channel channel) {
    return isInSync(channel.pbx()) ? of(channel.pbx()).find(channel.uniqueId()) : Optional.empty();
  }

  /** The channels of the call now, oldest first. */
  public List<Channel> channels(CallId call) {
    return of(call.pbx()).find(call.linkedId());
  }

  /** The live channel state of one PBX, in sync or not. */
  public LiveChannels of(PbxName pbx) {
    LiveChannels calls = channelStates.get(pbx);
    if (calls == null) {
      throw new PbxUnavailableException("the settings name no PBX " + pbx);
    }
    return calls;
  }

  public boolean isInSync(PbxName pbx) {
    return inSync.contains(pbx);
  }

  public boolean allInSync() {
    return allInSync(LiveAccess.EVERYTHING);
  }

  private boolean allInSync(LiveAccess scope) {
    return channelStates.keySet().stream().filter(scope::covers).allMatch(this::isInSync);
  }

  public Set<PbxName> names() {
    return Set.copyOf(channelStates.keySet());
  }

  /** The state of that PBX is complete from now on. */
  public void believe(PbxName pbx) {
    inSync.add(pbx);
  }

  /** The state of that PBX may be incomplete from now on. */
  public void doubt(PbxName pbx) {
    inSync.remove(pbx);
  }
}
