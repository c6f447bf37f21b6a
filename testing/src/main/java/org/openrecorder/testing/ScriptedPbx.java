package org.openrecorder.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openrecorder.application.live.PbxFeed;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.Recorder;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MonitorId;
import org.openrecorder.domain.recording.RecordingId;

/**
 * A PBX that does what the test says: its telephones ring, talk and hang up, its recorder writes
 * files into an {@link InMemorySpool}. A fake: it knows what Asterisk was seen to do, no more. Its
 * recorders may be used by several threads; what happens on its channels is told by one.
 */
public final class ScriptedPbx implements Recorder {

  private final PbxName name;
  private final InMemorySpool spool;
  private final Map<UniqueId, Channel> channels = new HashMap<>();
  private final Map<MonitorId, Running> running = new HashMap<>();
  private final List<String> actions = new ArrayList<>();
  private final List<RecordingId> begun = new ArrayList<>();
  private Optional<PbxFeed> feed = Optional.empty();
  private final List<ChannelEvent> heldBack = new ArrayList<>();
  private boolean holdingBack;
  private boolean silent;
  private boolean writesNoFiles;
  private boolean losesAnswer;
  private boolean worksLater;
  private Runnable whileBeginning = () -> {};
  private Runnable whileEnding = () -> {};
  private final List<Runnable> workedLater = new ArrayList<>();
  private int mostRecorders;

  private record Running(UniqueId channel, RecordingId recording) {}

  public ScriptedPbx(PbxName name, InMemorySpool spool) {
    this.name = name;
    this.spool = spool;
  }

  /** The link comes up: the feed is told of every channel, and of every event from now on. */
  public void connect(PbxFeed listener) {
    feed = Optional.of(listener);
    listener.inSync(name, List.copyOf(channels.values()));
  }

  /** The link goes down: nothing is told any more, and nobody answers. */
  public void disconnect() {
    feed.ifPresent(listener -> listener.lost(name, "cut by the test"));
    feed = Optional.empty();
    silent = true;
  }

  /** The PBX is killed: its calls and recorders are gone, and nobody finishes their files. */
  public synchronized void die() {
    disconnect();
    channels.clear();
    running.clear();
  }

  /** The PBX answers again. */
  public void answerAgain() {
    silent = false;
  }

  /** From now on the PBX takes every action and never answers. */
  public void fallSilent() {
    silent = true;
  }

  /** From now on the PBX says yes and writes no file. */
  public void writeNoFiles() {
    writesNoFiles = true;
  }

  /** The PBX does the next thing that it is told, and its answer is lost. */
  public void loseNextAnswer() {
    losesAnswer = true;
  }

  /** The PBX begins the next recorder only when told to {@link #workOff}; its answer is lost. */
  public void beginLater() {
    worksLater = true;
  }

  /** The PBX does what it was told while it stood still. */
  public void workOff() {
    workedLater.forEach(Runnable::run);
    workedLater.clear();
  }

  /** What happens while the next recorder begins, before the PBX answers. */
  public void whileBeginning(Runnable event) {
    whileBeginning = event;
  }

  /** Does something once, when a recorder has ended and before its answer goes out. */
  public void whileEnding(Runnable event) {
    whileEnding = event;
  }

  /** A telephone rings in a call of its own. */
  public Channel ring(String channelName, String uniqueId) {
    return ring(channelName, uniqueId, uniqueId);
  }

  /** A telephone rings in the call with that linked id. */
  public Channel ring(String channelName, String uniqueId, String linkedId) {
    Channel channel =
        new Channel(
            name,
            new UniqueId(uniqueId),
            new LinkedId(linkedId),
            new ChannelName(channelName),
            false,
            Optional.empty(),
            false,
            Direction.UNKNOWN,
            "",
            "");
    tell(new ChannelEvent.Appeared(now(channel)));
    return channel;
  }

  /** A telephone is in a conversation. */
  public Channel talk(String channelName, String uniqueId) {
    return talk(channelName, uniqueId, uniqueId);
  }

  /** A telephone is in a conversation of the call with that linked id. */
  public Channel talk(String channelName, String uniqueId, String linkedId) {
    return answer(ring(channelName, uniqueId, linkedId));
  }

  /** The channel is answered and bridged with the others of its call. */
  public Channel answer(Channel channel) {
    Optional<String> bridge = Optional.of("bridge of " + channel.linkedId());
    tell(new ChannelEvent.Answered(channel.uniqueId()));
    tell(new ChannelEvent.Bridged(channel.uniqueId(), bridge));
    return now(channel.answer().in(bridge));
  }

  /** The channel, which is answered, is put into another bridge, or into none that can talk. */
  public Channel bridge(Channel channel, Optional<String> bridge) {
    tell(new ChannelEvent.Bridged(channel.uniqueId(), bridge));
    return now(channel.in(bridge));
  }

  /** The telephone puts its far end on hold. */
  public Channel hold(Channel channel) {
    tell(new ChannelEvent.Held(channel.uniqueId(), true));
    return now(channel.held(true));
  }

  /** The channel becomes part of another call. */
  public Channel move(Channel channel, String linkedId) {
    tell(new ChannelEvent.Linked(channel.uniqueId(), new LinkedId(linkedId)));
    return now(channel.ofCall(new LinkedId(linkedId)));
  }

  /** The channel gets another name. */
  public Channel rename(Channel channel, String newName) {
    ChannelName next = new ChannelName(newName);
    tell(new ChannelEvent.Renamed(channel.uniqueId(), next));
    return now(channel.named(next));
  }

  /** The channel is gone, and its recorders with it. */
  public void hangUp(Channel channel) {
    endRecordersOn(channel.uniqueId());
    tell(new ChannelEvent.HungUp(channel.uniqueId()));
  }

  private synchronized void endRecordersOn(UniqueId channel) {
    channels.remove(channel);
    List<Running> ended =
        running.values().stream().filter(recorder -> recorder.channel().equals(channel)).toList();
    running.values().removeAll(ended);
    ended.forEach(recorder -> spool.touch(name, recorder.recording()));
  }

  /** Somebody stops the recorder of that recording, and the channel lives on. */
  public synchronized void stopRecorderOf(RecordingId recording) {
    running.values().removeIf(recorder -> recorder.recording().equals(recording));
    spool.touch(name, recording);
  }

  private synchronized Channel now(Channel channel) {
    channels.put(channel.uniqueId(), channel);
    return channel;
  }

  private void tell(ChannelEvent event) {
    if (holdingBack) {
      heldBack.add(event);
    } else {
      feed.ifPresent(listener -> listener.happened(name, event));
    }
  }

  /** From now on nobody is told what happens. */
  public void holdBack() {
    holdingBack = true;
  }

  /** Tells what was held back, as the test makes it. */
  public void tellAfterAll(UnaryOperator<List<ChannelEvent>> change) {
    holdingBack = false;
    change.apply(List.copyOf(heldBack)).forEach(this::tell);
    heldBack.clear();
  }

  /** The PBX is asked for its channels, as when there is reason to doubt what was heard. */
  public void list() {
    feed.ifPresent(listener -> listener.inSync(name, List.copyOf(channels.values())));
  }

  /** What was asked of the recorder, in order, such as {@code begin 1.1}. */
  public synchronized List<String> actions() {
    return List.copyOf(actions);
  }

  /** How many recorders run now. */
  public synchronized int recorders() {
    return running.size();
  }

  /** The recordings whose recorders run now. */
  public synchronized List<RecordingId> recorded() {
    return running.values().stream().map(Running::recording).toList();
  }

  /** How many recorders there ever were at one time. */
  public synchronized int mostRecorders() {
    return mostRecorders;
  }

  /** The recordings that a recorder was begun for, once for each time. */
  public synchronized List<RecordingId> begun() {
    return List.copyOf(begun);
  }

  @Override
  public synchronized Begun begin(Channel channel, RecordingId recording) {
    actions.add("begin " + channel.uniqueId());
    beAvailable();
    if (!channels.containsKey(channel.uniqueId())) {
      return new Begun.NoSuchChannel();
    }
    if (worksLater) {
      worksLater = false;
      workedLater.add(() -> record(channel, recording));
      throw new PbxUnavailable("standing still by the test");
    }
    MonitorId monitor = record(channel, recording);
    Runnable meanwhile = whileBeginning;
    whileBeginning = () -> {};
    meanwhile.run();
    loseAnswer();
    return new Begun.Yes(monitor);
  }

  private synchronized MonitorId record(Channel channel, RecordingId recording) {
    begun.add(recording);
    MonitorId monitor = new MonitorId("monitor-" + begun.size());
    running.put(monitor, new Running(channel.uniqueId(), recording));
    mostRecorders = Math.max(mostRecorders, running.size());
    if (!writesNoFiles) {
      spool.put(name, recording, WavFiles.oneSecond());
    }
    return monitor;
  }

  private void loseAnswer() {
    if (losesAnswer) {
      losesAnswer = false;
      throw new PbxUnavailable("its answer was lost by the test");
    }
  }

  @Override
  public synchronized Stopped end(PbxName pbx, UniqueId channel, MonitorId monitor) {
    actions.add("end " + channel);
    beAvailable();
    Running ended = running.remove(monitor);
    if (ended != null) {
      spool.touch(name, ended.recording());
    }
    Runnable meanwhile = whileEnding;
    whileEnding = () -> {};
    meanwhile.run();
    loseAnswer();
    return ended == null ? Stopped.NOTHING_RAN : Stopped.YES;
  }

  @Override
  public synchronized Optional<MonitorId> recall(
      PbxName pbx, UniqueId channel, RecordingId recording) {
    beAvailable();
    return running.entrySet().stream()
        .filter(entry -> entry.getValue().equals(new Running(channel, recording)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void beAvailable() {
    if (silent) {
      throw new PbxUnavailable("silenced by the test");
    }
  }
}
