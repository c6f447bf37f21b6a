package org.openrecorder.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openrecorder.application.live.PbxEventListener;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.ChannelSource.Inquiry;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.ExtensionRules;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;

/**
 * A PBX that does what the test says: its telephones ring, talk and hang up, its recorder writes
 * files into an {@link InMemorySpool}. A fake: it knows what Asterisk was seen to do, no more. Its
 * recorders may be used by several threads; what happens on its channels is told by one.
 */
public final class ScriptedPbx implements ChannelSource, CallRecorder {

  private final PbxName name;
  private final InMemorySpool spool;
  private final Map<UniqueId, Channel> channels = new HashMap<>();
  private final Map<MixMonitorId, Running> running = new HashMap<>();
  private final List<String> actions = new ArrayList<>();
  private final List<RecordingId> begun = new ArrayList<>();
  private ExtensionRules extensions = ExtensionRules.NONE;
  private Optional<PbxEventListener> feed = Optional.empty();
  private final List<ChannelEvent> heldBack = new ArrayList<>();
  private boolean holdingBack;
  private boolean silent;
  private boolean takesNoOrders;
  private boolean writesNoFiles;
  private boolean losesAnswer;
  private boolean worksLater;
  private Runnable whileBeginning = () -> {};
  private Runnable whileEnding = () -> {};
  private final List<Runnable> workedLater = new ArrayList<>();
  private int mostRecorders;
  private int doubts;
  private Optional<MixMonitorId> reused = Optional.empty();

  private record Running(UniqueId channel, RecordingId recording) {}

  public ScriptedPbx(PbxName name, InMemorySpool spool) {
    this.name = name;
    this.spool = spool;
  }

  /** From now on the PBX's devices are named by these rules. */
  public void naming(ExtensionRules rules) {
    extensions = rules;
  }

  /** The link comes up: the feed is told of every channel, and of every event from now on. */
  public void connect(PbxEventListener listener) {
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
    takesNoOrders = false;
  }

  /** From now on the PBX takes every action and never answers. */
  public void fallSilent() {
    silent = true;
  }

  /** From now on the PBX answers what it is asked and leaves all that it is told unanswered. */
  public void takeNoOrders() {
    takesNoOrders = true;
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

  /** Something is told that did not happen: a forged event, or one that nobody understood right. */
  public void lie(ChannelEvent event) {
    tell(event);
  }

  /** Something is told of the channel of that name, and nobody can read what. */
  public void tellUnreadable(ChannelName channel) {
    feed.ifPresent(listener -> listener.doubted(name, channel));
  }

  /** The channel is up and nobody is told. */
  public synchronized void answerUnheard(Channel channel) {
    Channel known = channels.getOrDefault(channel.uniqueId(), channel);
    channels.put(channel.uniqueId(), known.answer());
  }

  /** The channel is gone, its recorders with it, and nobody is told. */
  public void hangUpUnheard(Channel channel) {
    endRecordersOn(channel.uniqueId());
  }

  /** The channel becomes part of another call and nobody is told. */
  public synchronized void moveUnheard(Channel channel, String linkedId) {
    Channel known = channels.getOrDefault(channel.uniqueId(), channel);
    channels.put(channel.uniqueId(), known.ofCall(new LinkedId(linkedId)));
  }

  /** A telephone is in a conversation of its own and nobody was told. */
  public Channel talkUnheard(String channelName, String uniqueId) {
    holdBack();
    Channel channel = talk(channelName, uniqueId);
    tellAfterAll(events -> List.of());
    return channel;
  }

  /** The schedule has the channels compared. */
  public void compare() {
    feed.ifPresent(listener -> compared(listener));
  }

  private void compared(PbxEventListener listener) {
    int unused = listener.compared(name, listed());
  }

  private synchronized List<Channel> listed() {
    return channels.values().stream().map(channel -> channel.held(false)).toList();
  }

  @Override
  public Inquiry confirm(Channel known) {
    beAvailable();
    return () -> {
      beAvailable();
      return confirms(known);
    };
  }

  private synchronized boolean confirms(Channel known) {
    Channel now = channels.get(known.uniqueId());
    return now != null
        && now.name().equals(known.name())
        && now.linkedId().equals(known.linkedId())
        && now.answered() == known.answered();
  }

  @Override
  public synchronized Optional<Channel> find(PbxName pbx, UniqueId channel) {
    beAvailable();
    return Optional.ofNullable(channels.get(channel));
  }

  @Override
  public synchronized Optional<Channel> find(PbxName pbx, ChannelName channel) {
    beAvailable();
    return channels.values().stream().filter(one -> one.name().equals(channel)).findFirst();
  }

  @Override
  public void recheck(PbxName pbx, UniqueId channel) {
    feed.ifPresent(listener -> listener.doubted(name, channel));
  }

  @Override
  public void refresh(PbxName pbx) {
    if (!silent) {
      compare();
    }
  }

  /** Compares at the next {@link #refresh} or {@link #compare}, which the test calls for. */
  @Override
  public void doubt(PbxName pbx) {
    doubts++;
  }

  /** How often there was reason to compare. */
  public int doubts() {
    return doubts;
  }

  /** A telephone rings in a call of its own. */
  public Channel ring(String channelName, String uniqueId) {
    return ring(channelName, uniqueId, uniqueId);
  }

  /** A telephone rings in the call with that linked id. */
  public Channel ring(String channelName, String uniqueId, String linkedId) {
    ChannelName named = new ChannelName(channelName);
    Channel channel =
        Channel.made(
            name,
            new UniqueId(uniqueId),
            new LinkedId(linkedId),
            named,
            extensions.extensionOf(named));
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
    Channel answered = now(current(channel).answer());
    tell(new ChannelEvent.Answered(channel.uniqueId()));
    Channel bridged = now(answered.in(bridge));
    tell(new ChannelEvent.Bridged(channel.uniqueId(), bridge));
    return bridged;
  }

  /** The channel, which is answered, is put into another bridge, or into none that can talk. */
  public Channel bridge(Channel channel, Optional<String> bridge) {
    Channel bridged = now(current(channel).in(bridge));
    tell(new ChannelEvent.Bridged(channel.uniqueId(), bridge));
    return bridged;
  }

  /** The channel is put into a parking lot. */
  public Channel park(Channel channel) {
    Channel parked = now(current(channel).park());
    tell(new ChannelEvent.Parked(channel.uniqueId()));
    return parked;
  }

  /** The telephone puts its far end on hold. */
  public Channel hold(Channel channel) {
    Channel held = now(current(channel).held(true));
    tell(new ChannelEvent.Held(channel.uniqueId(), true));
    return held;
  }

  /** The telephone takes its far end off hold. */
  public Channel resume(Channel channel) {
    Channel resumed = now(current(channel).held(false));
    tell(new ChannelEvent.Held(channel.uniqueId(), false));
    return resumed;
  }

  /** The channel becomes part of another call. */
  public Channel move(Channel channel, String linkedId) {
    Channel moved = now(current(channel).ofCall(new LinkedId(linkedId)));
    tell(new ChannelEvent.Linked(channel.uniqueId(), moved.linkedId()));
    return moved;
  }

  /** The channel gets another name. */
  public Channel rename(Channel channel, String newName) {
    ChannelName next = new ChannelName(newName);
    Optional<Extension> extension = extensions.extensionOf(next);
    Channel renamed = now(current(channel).named(next, extension));
    tell(new ChannelEvent.Renamed(channel.uniqueId(), next, extension));
    return renamed;
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

  /** Somebody stops the recorder of that recording, and the channel lives on; nobody is told. */
  public synchronized void stopRecorderOf(RecordingId recording) {
    running.values().removeIf(recorder -> recorder.recording().equals(recording));
    spool.touch(name, recording);
  }

  /** The same, and it is told. */
  public void stopRecorderAloud(Channel channel, RecordingId recording) {
    stopRecorderOf(recording);
    tell(new ChannelEvent.RecorderStopped(channel.uniqueId()));
  }

  /** The next recorder gets the id of one that has ended, as Asterisk does it. */
  public synchronized void reuseMonitorId(MixMonitorId old) {
    reused = Optional.of(old);
  }

  /** The channel as it is, whatever the test still has in hand. */
  private synchronized Channel current(Channel channel) {
    return channels.getOrDefault(channel.uniqueId(), channel);
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
  public synchronized StartResult begin(Channel channel, RecordingId recording) {
    actions.add("begin " + channel.uniqueId());
    takeOrders();
    if (!channels.containsKey(channel.uniqueId())) {
      return new StartResult.NoSuchChannel();
    }
    if (worksLater) {
      worksLater = false;
      workedLater.add(() -> record(channel, recording));
      throw new PbxUnavailableException("standing still by the test");
    }
    MixMonitorId monitor = record(channel, recording);
    Runnable meanwhile = whileBeginning;
    whileBeginning = () -> {};
    meanwhile.run();
    loseAnswer();
    return new StartResult.Yes(monitor);
  }

  private synchronized MixMonitorId record(Channel channel, RecordingId recording) {
    begun.add(recording);
    MixMonitorId monitor = reused.orElse(new MixMonitorId("monitor-" + begun.size()));
    reused = Optional.empty();
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
      throw new PbxUnavailableException("its answer was lost by the test");
    }
  }

  @Override
  public synchronized Stopped end(PbxName pbx, UniqueId channel, MixMonitorId monitor) {
    actions.add("end " + channel);
    takeOrders();
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
  public synchronized Optional<MixMonitorId> recall(
      PbxName pbx, UniqueId channel, RecordingId recording) {
    takeOrders();
    return running.entrySet().stream()
        .filter(entry -> entry.getValue().equals(new Running(channel, recording)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void takeOrders() {
    beAvailable();
    if (takesNoOrders) {
      throw new PbxUnavailableException("told to take no orders by the test");
    }
  }

  private void beAvailable() {
    if (silent) {
      throw new PbxUnavailableException("silenced by the test");
    }
  }
}
