package org.openrecorder.application.recording;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openrecorder.application.live.PbxEventListener;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.domain.call.CallEvent;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.DeviceName;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.LiveChannels;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.call.UniqueId;

/**
 * Keeps the live channel state and lets recordings follow it.
 *
 * <p>An event may have been forged by a party of the call, or misread. Of a channel that takes part
 * in a recorded call it is therefore only a reason to ask: what the PBX answers about the channel
 * counts, and nothing begins, ends or moves on an event alone. Of all other channels events are
 * believed for the time being, because a start asks before it relies on them.
 */
public final class CallEventHandler implements PbxEventListener {

  /** More differences than these are no slips: the whole list is taken over. */
  private static final int MOST_ASKED_ABOUT = 500;

  /**
   * Asterisk makes one call of all that are in a bridge, and tells each channel's with its next
   * event only, which may be its last. So many are asked about when a channel comes into it.
   */
  static final int MOST_STRANGERS = 10;

  private final PbxRegistry pbxs;
  private final TrackedCalls trackedCalls;
  private final RecordingLifecycle life;
  private final ChannelSource source;
  private final Consumer<PbxName> whenInSync;

  /**
   * A follower.
   *
   * @param whenInSync told each time that the live state of a PBX is whole again; returns soon
   */
  public CallEventHandler(
      PbxRegistry pbxs,
      TrackedCalls trackedCalls,
      RecordingLifecycle life,
      ChannelSource source,
      Consumer<PbxName> whenInSync) {
    this.pbxs = pbxs;
    this.trackedCalls = trackedCalls;
    this.life = life;
    this.source = source;
    this.whenInSync = whenInSync;
  }

  @Override
  public void inSync(PbxName pbx, List<Channel> snapshot) {
    pbxs.of(pbx).replaceWith(snapshot).forEach(this::followMissed);
    life.linkBack(pbx);
    pbxs.believe(pbx);
    whenInSync.accept(pbx);
  }

  @Override
  public int compared(PbxName pbx, List<Channel> listed) {
    int different = differences(pbx, listed);
    life.lookForStopped(pbx);
    return different;
  }

  private int differences(PbxName pbx, List<Channel> listed) {
    LiveChannels live = pbxs.of(pbx);
    Set<UniqueId> different = live.differences(listed);
    if (different.size() > MOST_ASKED_ABOUT) {
      live.replaceWith(listed).forEach(this::followMissed);
      return different.size();
    }
    return (int) different.stream().filter(channel -> corrected(pbx, channel)).count();
  }

  /** Whether it was otherwise than known, also by now. */
  private boolean corrected(PbxName pbx, UniqueId channel) {
    LiveChannels live = pbxs.of(pbx);
    Optional<Channel> before = live.find(channel);
    try {
      live.correct(channel, source.find(pbx, channel)).forEach(this::followMissed);
    } catch (PbxUnavailableException notNow) {
      return false; // the next comparison finds it
    }
    return !before.equals(live.find(channel));
  }

  @Override
  public void doubted(PbxName pbx, UniqueId channel) {
    boolean unused = corrected(pbx, channel);
  }

  @Override
  public void doubted(PbxName pbx, ChannelName name) {
    try {
      Optional<Channel> now = source.find(pbx, name);
      if (now.isPresent()) {
        take(pbx, now.get().uniqueId(), now);
        follow(new CallEvent.RecorderStopped(now.get()));
      } else {
        pbxs.of(pbx).find(new DeviceName(name.value())).stream()
            .filter(channel -> channel.name().equals(name))
            .forEach(channel -> doubted(pbx, channel.uniqueId()));
      }
    } catch (PbxUnavailableException notNow) {
      source.doubt(pbx);
    }
  }

  private void take(PbxName pbx, UniqueId channel, Optional<Channel> now) {
    pbxs.of(pbx).correct(channel, now).forEach(this::follow);
  }

  @Override
  public void happened(PbxName pbx, ChannelEvent event) {
    if (decidesNothing(event) || !concernsUs(pbx, event)) {
      pbxs.of(pbx).apply(event).forEach(this::follow);
    } else if (isNews(pbx, event)) {
      verify(pbx, event);
    }
  }

  /** About a recorded call, about a channel that was heard in one, or about a bridge of one. */
  private boolean concernsUs(PbxName pbx, ChannelEvent event) {
    return trackedCalls.concern(pbx, event.uniqueId(), callNamedBy(event))
        || !life.hearing(pbx, event.uniqueId()).isEmpty()
        || (event instanceof ChannelEvent.Bridged(UniqueId channel, Optional<String> bridge)
            && bridge.filter(entered -> !inBridge(pbx, entered).isEmpty()).isPresent());
  }

  /**
   * Who dialled and the numbers are shown to people and decide nothing. Nothing begins, ends or
   * goes to another party by hold, and no PBX can be asked who holds: Asterisk's CHANNEL(onhold)
   * tells who is held.
   */
  private static boolean decidesNothing(ChannelEvent event) {
    return event instanceof ChannelEvent.Ringing
        || event instanceof ChannelEvent.Numbered
        || event instanceof ChannelEvent.Held;
  }

  private static Optional<LinkedId> callNamedBy(ChannelEvent event) {
    return switch (event) {
      case ChannelEvent.Appeared(Channel channel) -> Optional.of(channel.linkedId());
      case ChannelEvent.Linked(UniqueId channel, LinkedId call) -> Optional.of(call);
      default -> Optional.empty();
    };
  }

  /** Most events say once more which call it is. */
  private boolean isNews(PbxName pbx, ChannelEvent event) {
    return !(event instanceof ChannelEvent.Linked(UniqueId channel, LinkedId call))
        || pbxs.of(pbx).find(channel).filter(known -> known.linkedId().equals(call)).isEmpty();
  }

  private void verify(PbxName pbx, ChannelEvent event) {
    try {
      Optional<Channel> now = source.find(pbx, event.uniqueId());
      take(pbx, event.uniqueId(), now);
      if (event instanceof ChannelEvent.RecorderStopped) {
        now.map(CallEvent.RecorderStopped::new).ifPresent(this::follow);
      }
    } catch (PbxUnavailableException notNow) {
      source.doubt(pbx);
    }
  }

  @Override
  public void lost(PbxName pbx, String why) {
    life.linkLost(pbx);
    pbxs.doubt(pbx);
  }

  /** What happened while the server was not connected to the PBX, some time ago. */
  private void followMissed(CallEvent event) {
    if (event instanceof CallEvent.HungUp(Channel channel, boolean last)) {
      trackedCalls.with(channel).forEach(call -> life.hadHungUp(call, channel));
      gone(channel);
    } else {
      follow(event);
    }
  }

  private void follow(CallEvent event) {
    switch (event) {
      case CallEvent.Joined(Channel channel) ->
          trackedCalls.joined(channel).forEach(call -> life.joined(call, channel));
      case CallEvent.Bridged(Channel channel) -> {
        noteTalking(channel);
        channel.bridge().ifPresent(bridge -> bridged(channel, bridge));
      }
      case CallEvent.Left(Channel channel, String bridge) -> changedIn(channel, bridge);
      case CallEvent.Held(Channel channel) ->
          channel.bridge().ifPresent(bridge -> changedIn(channel, bridge));
      case CallEvent.Answered(Channel channel) -> {
        trackedCalls.with(channel).forEach(call -> life.answered(call, channel));
        noteTalking(channel);
        channel.bridge().ifPresent(bridge -> changedIn(channel, bridge));
      }
      case CallEvent.RecorderStopped(Channel channel) ->
          trackedCalls.with(channel).forEach(call -> life.recorderStopped(call, channel));
      case CallEvent.HungUp(Channel channel, boolean last) -> hungUp(channel);
    }
  }

  private void bridged(Channel channel, String bridge) {
    if (!inBridge(channel.pbx(), bridge).isEmpty()) {
      pbxs.of(channel.pbx()).inBridge(bridge).stream()
          .filter(one -> trackedCalls.with(one).isEmpty())
          .limit(MOST_STRANGERS)
          .toList()
          .forEach(this::ask);
    }
    changedIn(channel, bridge);
  }

  private void ask(Channel channel) {
    try {
      take(channel.pbx(), channel.uniqueId(), source.find(channel.pbx(), channel.uniqueId()));
    } catch (PbxUnavailableException notNow) {
      source.doubt(channel.pbx());
    }
  }

  private void noteTalking(Channel channel) {
    if (channel.talking()) {
      trackedCalls.with(channel).forEach(call -> life.talks(call, channel));
    }
  }

  /** Tells the watched calls of the channel and of all that are in that bridge. */
  private void changedIn(Channel channel, String bridge) {
    Set<CallId> calls = new LinkedHashSet<>(trackedCalls.with(channel));
    calls.addAll(inBridge(channel.pbx(), bridge));
    calls.addAll(life.hearing(channel.pbx(), channel.uniqueId()));
    calls.forEach(life::bridged);
  }

  /** The watched calls of all that are in the bridge: in a conference they are several. */
  private Set<CallId> inBridge(PbxName pbx, String bridge) {
    return pbxs.of(pbx).inBridge(bridge).stream()
        .flatMap(other -> trackedCalls.with(other).stream())
        .collect(Collectors.toSet());
  }

  private void hungUp(Channel channel) {
    for (CallId call : trackedCalls.with(channel)) {
      life.hungUp(call, channel);
    }
    gone(channel);
  }

  private void gone(Channel channel) {
    trackedCalls.hungUp(channel).forEach(life::callEnded);
    life.hearing(channel.pbx(), channel.uniqueId()).forEach(life::bridged);
    channel.bridge().ifPresent(bridge -> changedIn(channel, bridge));
  }
}
