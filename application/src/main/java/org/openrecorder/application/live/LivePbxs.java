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
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelChoice;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.DeviceName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LiveCalls;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/** The live pictures of all PBXs that the settings name, and which of them can be believed now. */
public final class LivePbxs {

  private final Map<PbxName, LiveCalls> pictures = new LinkedHashMap<>();
  private final Set<PbxName> inSync = ConcurrentHashMap.newKeySet();

  public LivePbxs(Collection<PbxName> pbxs) {
    pbxs.forEach(pbx -> pictures.put(pbx, new LiveCalls()));
  }

  /**
   * Which channel is meant by somebody with that reach, over all PBXs that can be believed.
   *
   * @throws PbxUnavailable if there is none and a PBX that might have one does not answer
   */
  public ChannelChoice choose(ChannelIdentifier which, LiveReach reach) {
    return ChannelChoice.among(candidates(which, reach));
  }

  /**
   * The live channels that answer to the identifier and are covered, oldest first on each PBX.
   *
   * @throws PbxUnavailable if there are none and a PBX that might have some does not answer
   */
  public List<Channel> candidates(ChannelIdentifier which, LiveReach reach) {
    List<Channel> found = found(which, reach);
    if (found.isEmpty() && !allInSync(reach)) {
      throw new PbxUnavailable("no link to the PBX");
    }
    return found;
  }

  /** Whether a live channel answers to the identifier, as far as is known. */
  public boolean knows(ChannelIdentifier which) {
    return !found(which, LiveReach.EVERYTHING).isEmpty();
  }

  private List<Channel> found(ChannelIdentifier which, LiveReach reach) {
    return switch (which) {
      case UniqueId uniqueId -> firstNotEmpty(readings(uniqueId), reach);
      case Extension extension ->
          firstNotEmpty(Stream.of(() -> withUniqueId(which, reach), () -> of(extension, reach)));
      case DeviceName device ->
          firstNotEmpty(
              Stream.of(
                  () -> withUniqueId(which, reach),
                  () -> each(calls -> calls.find(device), reach),
                  () -> device.asExtension().map(one -> of(one, reach)).orElse(List.of())));
    };
  }

  private List<Channel> of(Extension extension, LiveReach reach) {
    return each(calls -> calls.find(extension), reach);
  }

  /** Whoever originates a call may choose its id, so a name may be one: of a live channel it is. */
  private List<Channel> withUniqueId(ChannelIdentifier which, LiveReach reach) {
    return each(calls -> calls.find(new UniqueId(which.value())).stream().toList(), reach);
  }

  private List<Channel> each(Function<LiveCalls, List<Channel>> finder, LiveReach reach) {
    return believed().flatMap(calls -> finder.apply(calls).stream()).filter(reach::covers).toList();
  }

  private static List<Channel> firstNotEmpty(Stream<Supplier<List<Channel>>> finders) {
    return finders
        .map(Supplier::get)
        .filter(channels -> !channels.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private List<Channel> firstNotEmpty(List<UniqueIdReading> readings, LiveReach reach) {
    return readings.stream()
        .map(reading -> candidates(reading).stream().filter(reach::covers).toList())
        .filter(channels -> !channels.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private List<Channel> candidates(UniqueIdReading reading) {
    return believed()
        .flatMap(calls -> calls.find(reading.uniqueId()).stream())
        .filter(channel -> reading.covers(channel.pbx()))
        .toList();
  }

  /**
   * How a unique id may be meant, the likeliest first: as it stands, on any PBX; or with a PBX's
   * name in front, as one of that PBX.
   */
  public List<UniqueIdReading> readings(UniqueId given) {
    List<UniqueIdReading> readings = new ArrayList<>();
    readings.add(new UniqueIdReading(given, Optional.empty()));
    for (PbxName pbx : pictures.keySet()) {
      given
          .without(pbx)
          .ifPresent(bare -> readings.add(new UniqueIdReading(bare, Optional.of(pbx))));
    }
    return readings;
  }

  private Stream<LiveCalls> believed() {
    return pictures.entrySet().stream()
        .filter(entry -> isInSync(entry.getKey()))
        .map(Map.Entry::getValue);
  }

  /** The channel as it is now; empty if it is gone or its PBX is out of reach. */
  public Optional<Channel> now(Channel channel) {
    return isInSync(channel.pbx()) ? of(channel.pbx()).find(channel.uniqueId()) : Optional.empty();
  }

  /** The channels of the call now, oldest first. */
  public List<Channel> channels(CallKey call) {
    return of(call.pbx()).find(call.linkedId());
  }

  /** The picture of one PBX, true or not. */
  public LiveCalls of(PbxName pbx) {
    LiveCalls calls = pictures.get(pbx);
    if (calls == null) {
      throw new PbxUnavailable("the settings name no PBX " + pbx);
    }
    return calls;
  }

  public boolean isInSync(PbxName pbx) {
    return inSync.contains(pbx);
  }

  public boolean allInSync() {
    return allInSync(LiveReach.EVERYTHING);
  }

  private boolean allInSync(LiveReach reach) {
    return pictures.keySet().stream().filter(reach::covers).allMatch(this::isInSync);
  }

  public Set<PbxName> names() {
    return Set.copyOf(pictures.keySet());
  }

  /** The picture of that PBX is whole from now on. */
  public void believe(PbxName pbx) {
    inSync.add(pbx);
  }

  /** The picture of that PBX may miss something from now on. */
  public void doubt(PbxName pbx) {
    inSync.remove(pbx);
  }
}
