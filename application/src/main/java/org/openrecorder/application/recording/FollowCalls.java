package org.openrecorder.application.recording;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.live.PbxFeed;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.Occurrence;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.WatchedCalls;

/** Keeps the live picture and lets recordings begin and end with their calls. */
public final class FollowCalls implements PbxFeed {

  private final LivePbxs pbxs;
  private final WatchedCalls watched;
  private final RecordingLife life;
  private final Consumer<PbxName> whenInSync;

  /**
   * A follower.
   *
   * @param whenInSync told each time that the picture of a PBX is whole again; returns soon
   */
  public FollowCalls(
      LivePbxs pbxs, WatchedCalls watched, RecordingLife life, Consumer<PbxName> whenInSync) {
    this.pbxs = pbxs;
    this.watched = watched;
    this.life = life;
    this.whenInSync = whenInSync;
  }

  @Override
  public void inSync(PbxName pbx, List<Channel> snapshot) {
    List<Occurrence> missed = pbxs.of(pbx).replaceWith(snapshot);
    missed.forEach(this::followMissed);
    life.linkBack(pbx);
    pbxs.believe(pbx);
    whenInSync.accept(pbx);
  }

  @Override
  public void happened(PbxName pbx, ChannelEvent event) {
    pbxs.of(pbx).apply(event).forEach(this::follow);
  }

  @Override
  public void lost(PbxName pbx, String why) {
    life.linkLost(pbx);
    pbxs.doubt(pbx);
  }

  /** What happened while nobody listened, some time ago. */
  private void followMissed(Occurrence occurrence) {
    if (occurrence instanceof Occurrence.HungUp(Channel channel, boolean last)) {
      watched.with(channel).forEach(call -> life.hadHungUp(call, channel));
      watched.hungUp(channel).forEach(life::callEnded);
    } else {
      follow(occurrence);
    }
  }

  private void follow(Occurrence occurrence) {
    switch (occurrence) {
      case Occurrence.Joined(Channel channel) ->
          watched.joined(channel).forEach(call -> life.joined(call, channel));
      case Occurrence.Bridged(Channel channel) -> meetingWith(channel).forEach(life::bridged);
      case Occurrence.Answered(Channel channel) ->
          watched.with(channel).forEach(call -> life.answered(call, channel));
      case Occurrence.HungUp(Channel channel, boolean last) -> hungUp(channel);
    }
  }

  /** The watched calls of all that are in its bridge: in a conference they are several. */
  private Set<CallKey> meetingWith(Channel channel) {
    return channel.bridge().stream()
        .flatMap(bridge -> pbxs.of(channel.pbx()).inBridge(bridge).stream())
        .flatMap(other -> watched.with(other).stream())
        .collect(Collectors.toSet());
  }

  private void hungUp(Channel channel) {
    for (CallKey call : watched.with(channel)) {
      life.hungUp(call, channel);
    }
    watched.hungUp(channel).forEach(life::callEnded);
  }
}
