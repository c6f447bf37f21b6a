package org.openrecorder.application.recording;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.openrecorder.application.Result;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;

/**
 * What happens to recordings without a client's request: they begin when their call is answered and
 * end when their channel hangs up. Everything is done in the background, in order for each call.
 */
public final class RecordingLifecycle {

  private final PbxRegistry pbxs;
  private final TrackedCalls trackedCalls;
  private final ChannelSource source;
  private final Transactions transactions;
  private final CallLocks locks;
  private final CallRecords calls;
  private final Recordings recordings;
  private final PbxRecording pbxRecording;
  private final Spool spool;
  private final Finaliser finaliser;
  private final KeyedTaskQueue tasks;
  private final InstantSource clock;
  private final CancellationCleanup cancellations;
  private final InDoubtRequests inDoubt;
  private final TransferFollower transfers;
  private final Map<PbxName, Instant> lostAt = new ConcurrentHashMap<>();

  /** The PBXs whose recorders are being looked at. */
  private final Set<PbxName> looking = ConcurrentHashMap.newKeySet();

  private final PrivateExtensionPolicy alwaysPrivate;

  /** What the life of recordings needs. */
  public record World(
      PbxRegistry pbxs,
      TrackedCalls watched,
      ChannelSource source,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      PbxRecording control,
      CallRecorder recorder,
      Spool spool,
      Finaliser finaliser,
      KeyedTaskQueue background,
      TransferFollower continuations,
      PrivateExtensionPolicy alwaysPrivate,
      Transactions transactions,
      InstantSource clock) {}

  public RecordingLifecycle(World world) {
    this.pbxs = world.pbxs();
    this.trackedCalls = world.watched();
    this.source = world.source();
    this.transactions = world.transactions();
    this.locks = world.locks();
    this.calls = world.calls();
    this.recordings = world.recordings();
    this.pbxRecording = world.control();
    this.spool = world.spool();
    this.finaliser = world.finaliser();
    this.tasks = world.background();
    this.clock = world.clock();
    this.transfers = world.continuations();
    this.alwaysPrivate = world.alwaysPrivate();
    this.cancellations =
        new CancellationCleanup(
            world.pbxs(), locks, recordings, world.recorder(), spool, tasks, clock);
    this.inDoubt = new InDoubtRequests(locks, recordings, cancellations, tasks, clock);
  }

  /** A channel has become part of a watched call. */
  void joined(CallId call, Channel channel) {
    change(call, record -> record.joinedBy(List.of(channel)));
    transfers.changed(call);
  }

  /** Something has changed about who is in a bridge with the channels of a watched call. */
  void bridged(CallId call) {
    transfers.changed(call);
  }

  /** The calls in whose conversations that channel was heard. */
  Set<CallId> hearing(PbxName pbx, UniqueId channel) {
    return transfers.hearing(pbx, channel);
  }

  /** A channel of a watched call is answered and bridged. */
  void talks(CallId call, Channel channel) {
    change(call, record -> record.tookPart(channel.uniqueId()));
  }

  /** A channel of a watched call is answered: what was asked for while it rang begins. */
  void answered(CallId call, Channel channel) {
    tasks.submit(call, () -> locks.withLock(call, () -> beginWaiting(call, channel)));
    change(call, record -> record.answered(clock.instant()));
    transfers.changed(call);
  }

  private void beginWaiting(CallId call, Channel channel) {
    recordings.openIn(call).stream()
        .filter(segment -> segment.uniqueId().equals(channel.uniqueId()))
        .filter(segment -> segment.state() instanceof RecordingState.Requested)
        .forEach(segment -> beginOn(segment, channel));
  }

  /** Another telephone may have picked the call up on the very channel that rang. */
  private void beginOn(RecordingSegment segment, Channel channel) {
    if (segment.means(channel)) {
      Result<RecordingSegment> unused = pbxRecording.beginOrTakeUp(segment, channel);
    } else {
      recordings.saveState(segment.empty(clock.instant(), RecordingSegment.answeredBy(channel)));
    }
  }

  /**
   * A recorder has ended on a channel of a watched call. If it was ours and the recording is still
   * wanted, another one is begun; what is missing lies between the two.
   */
  void recorderStopped(CallId call, Channel channel) {
    tasks.submit(call, () -> locks.withLock(call, () -> beginStoppedAgain(call, channel)));
  }

  private void beginStoppedAgain(CallId call, Channel channel) {
    recordings.openIn(call).stream()
        .filter(segment -> segment.uniqueId().equals(channel.uniqueId()))
        .filter(pbxRecording::hasStopped)
        .filter(segment -> !pbxRecording.isEndInDoubt(segment))
        .forEach(segment -> beginAgain(segment, channel));
  }

  /** The same for each recorder of that PBX whose end may have been missed. */
  void lookForStopped(PbxName pbx) {
    if (looking.add(pbx)) {
      tasks.submit(pbx, () -> lookForStoppedNow(pbx));
    }
  }

  private void lookForStoppedNow(PbxName pbx) {
    try {
      recordings.openOn(pbx).stream()
          .filter(pbxRecording::hasStopped)
          .forEach(this::recorderStopped);
    } catch (StoreUnavailableException notNow) {
      // the next comparison is soon
    } finally {
      looking.remove(pbx);
    }
  }

  private void recorderStopped(RecordingSegment stopped) {
    pbxs.of(stopped.pbx())
        .find(stopped.uniqueId())
        .ifPresent(channel -> recorderStopped(stopped.call(), channel));
  }

  /**
   * The recorder of that recording has ended on the PBX though this server had not asked for it.
   *
   * @return what is recorded in its place; a rejection says why nothing is
   */
  Result<RecordingSegment> beginAgain(RecordingSegment stopped, Channel channel) {
    return transfers.beginAgain(stopped, channel);
  }

  /** A channel of a watched call is gone, and its recorder with it. */
  void hungUp(CallId call, Channel channel) {
    Instant now = clock.instant(); // the work may have to wait
    endWith(call, channel, segment -> now);
  }

  /** The same, but it went while the server was not connected to the PBX. */
  void hadHungUp(CallId call, Channel channel) {
    Optional<Instant> lost = Optional.ofNullable(lostAt.get(channel.pbx()));
    endWith(call, channel, segment -> missedEnd(segment, lost));
  }

  /**
   * A file that its PBX has not finished says only when the PBX last emptied its buffer: the PBX
   * died, which was when the link to it was lost.
   */
  private Instant missedEnd(RecordingSegment segment, Optional<Instant> lost) {
    Optional<Spool.Found> file = spool.look(segment.pbx(), segment.id());
    Optional<Instant> diedAt =
        file.flatMap(Spool.Found::lastWritten)
            .filter(written -> !spool.closed(segment.pbx(), segment.id()))
            .flatMap(written -> lost.filter(written::isBefore));
    return diedAt.orElseGet(() -> pbxRecording.missedEnd(segment, file));
  }

  /** From here on the server hears no event of that PBX. */
  void linkLost(PbxName pbx) {
    lostAt.putIfAbsent(pbx, clock.instant());
  }

  /** What happened meanwhile has been told. */
  void linkBack(PbxName pbx) {
    lostAt.remove(pbx);
  }

  private void endWith(CallId call, Channel channel, Function<RecordingSegment, Instant> when) {
    transfers.gone(call, channel);
    tasks.submit(call, () -> locks.withLock(call, () -> endNow(call, channel, when)));
  }

  private void endNow(CallId call, Channel channel, Function<RecordingSegment, Instant> when) {
    recordings.openIn(call).stream()
        .filter(segment -> segment.uniqueId().equals(channel.uniqueId()))
        .forEach(segment -> endMissed(segment, when.apply(segment)));
  }

  /** The last channel of a watched call is gone. */
  void callEnded(CallId call) {
    transfers.forget(call);
    change(call, record -> record.ended(clock.instant()));
  }

  private void change(CallId call, UnaryOperator<CallRecord> change) {
    tasks.submit(call, () -> locks.withLock(call, () -> changeNow(call, change)));
  }

  private void changeNow(CallId call, UnaryOperator<CallRecord> change) {
    Optional<CallRecord> before = calls.find(call);
    before.ifPresent(known -> store(known, change.apply(known)));
    finaliser.changed();
  }

  /**
   * A recording has begun and its beginning is still to be stored: soon, and before another thread
   * decides about its call. The calling thread holds the lock of the call.
   */
  void begun(RecordingSegment segment, Runnable store) {
    locks.deferWrite(segment.call(), store);
    tasks.submit(segment.call(), () -> locks.withLock(segment.call(), () -> {}));
  }

  /** A call becomes private before it shows that a party took part whose calls are private. */
  private void store(CallRecord before, CallRecord after) {
    if (!after.equals(before)) {
      transactions.run(
          () -> {
            calls.save(after);
            alwaysPrivate.joined(before, after);
          });
    }
  }

  /** Ends a recording whose channel goes on under another tag. */
  void endReplaced(RecordingSegment replaced) {
    tasks.submit(
        replaced.call(),
        () -> locks.withLock(replaced.call(), () -> current(replaced).ifPresent(this::end)));
  }

  private Optional<RecordingSegment> current(RecordingSegment listed) {
    return recordings
        .find(listed.id())
        .map(RecordingWithCall::segment)
        .filter(RecordingSegment::unsettled);
  }

  private void end(RecordingSegment segment) {
    RecordingSegment unused = finaliser.end(segment, () -> pbxRecording.end(segment));
  }

  /**
   * Ends what was replaced and whose end was not told yet: on one channel by the newest that a CRM
   * asked for, and of the legs of one recording by the newest. The calling thread holds the lock of
   * the call.
   */
  public void endReplacedOn(RecordingSegment segment) {
    List<RecordingSegment> running =
        recordings.openIn(segment.call()).stream()
            .filter(one -> one.state() instanceof RecordingState.InProgress)
            .toList();
    Set<RecordingSegment> replaced = new LinkedHashSet<>();
    replaced.addAll(
        before(
            running.stream()
                .filter(one -> recordedParty(one).equals(recordedParty(segment)))
                .toList(),
            one -> one.continues().isEmpty()));
    replaced.addAll(
        before(
            running.stream()
                .filter(one -> one.recordingId().equals(segment.recordingId()))
                .toList(),
            one -> true));
    replaced.forEach(this::end);
  }

  /** Those that are older than the newest of that kind. */
  private static List<RecordingSegment> before(
      List<RecordingSegment> oldestFirst, Predicate<RecordingSegment> kind) {
    int newest = oldestFirst.size() - 1;
    while (newest > 0 && !kind.test(oldestFirst.get(newest))) {
      newest--;
    }
    return oldestFirst.subList(0, Math.max(0, newest));
  }

  /**
   * The channel is gone, and the recorder with it. A request whose file is there had come true
   * before that, whether or not that could be stored.
   */
  private void endMissed(RecordingSegment segment, Instant when) {
    if (segment.state() instanceof RecordingState.Cancelling) {
      cancellations.channelGone(segment);
      return;
    }
    boolean hadBegun =
        segment.state() instanceof RecordingState.Requested
            && spool.has(segment.pbx(), segment.id());
    RecordingSegment known =
        hadBegun ? segment.begun(segment.requestedAt(), PbxRecording.FORGOTTEN) : segment;
    RecordingSegment ended = known.ended(pbxRecording.endOf(known, when));
    finaliser.end(ended, () -> channelGone(ended), settled -> {});
  }

  /** A CRM has said what is to be recorded of that call: nothing goes on by itself. */
  void decided(CallId call) {
    transfers.restIfWaiting(call);
  }

  /** The channel of the party that is recorded, which the recording may have left for a moment. */
  UniqueId recordedParty(RecordingSegment segment) {
    return transfers.recordedParty(segment);
  }

  /** The call is watched from now on, and that channel of it is recorded. */
  void recorded(CallId call, Channel channel) {
    transfers.recorded(call, channel);
    tasks.submit(call, () -> confirmParties(call, channel));
  }

  /** Who takes part gives rights, so the PBX is asked about the others too. */
  private void confirmParties(CallId call, Channel recorded) {
    recorded.bridge().ifPresent(bridge -> askAboutStrangers(recorded, bridge));
    trackedCalls.channels(call).stream()
        .filter(channel -> !channel.equals(recorded.uniqueId()))
        .flatMap(channel -> pbxs.of(call.pbx()).find(channel).stream())
        .filter(Channel::talking)
        .forEach(channel -> confirmParty(call, channel));
  }

  /** Asterisk makes one call of all that are in a bridge without a word. */
  private void askAboutStrangers(Channel recorded, String bridge) {
    pbxs.of(recorded.pbx()).inBridge(bridge).stream()
        .filter(other -> trackedCalls.with(other).isEmpty())
        .limit(CallEventHandler.MOST_STRANGERS)
        .forEach(other -> source.recheck(other.pbx(), other.uniqueId()));
  }

  private void confirmParty(CallId call, Channel channel) {
    boolean talks =
        source.find(channel.pbx(), channel.uniqueId()).filter(Channel::talking).isPresent();
    if (!talks) {
      source.doubt(channel.pbx());
      change(call, record -> record.onlyRang(channel.uniqueId()));
    }
  }

  /**
   * Stores the end of a recording whose channel is gone. If its call is not, it goes on as soon as
   * another party talks in it. The calling thread holds the lock of the call.
   */
  public void channelGone(RecordingSegment ended) {
    transfers.channelGone(ended);
  }

  /** The server has come to watch a call again that it knew before it was started. */
  public void takeUp(CallRecord stored) {
    transfers.takeUp(stored);
  }

  /**
   * A call is watched again, and these channels came into it while the server was not connected to
   * the PBX.
   */
  public void cameMeanwhile(CallId call, List<Channel> channels) {
    channels.forEach(channel -> joined(call, channel));
    transfers.changed(call);
  }

  /** That recording waited to go on when it was last looked at. */
  public void goOn(RecordingSegment waiting) {
    transfers.resume(waiting);
  }

  /** Takes a request back of which the CRM is told that it did not come true. */
  void cancel(RecordingSegment requested, String why) {
    cancellations.cancel(requested, why);
  }

  /**
   * The same for a request of which it is not known whether it was stored, and the PBX was not
   * told.
   */
  void cancelIfStored(RecordingId wanted) {
    inDoubt.add(wanted);
  }

  /**
   * Ends what the PBX may record for a request that was taken back, before something else begins.
   */
  void endCancelled(RecordingSegment cancelling) {
    boolean ran = cancellations.endNow(cancelling);
    if (ran) {
      finaliser.changed();
    }
  }

  /**
   * Looks after a request that was taken back, which a reconciliation has found. The calling thread
   * holds the lock of the call.
   */
  public void remember(RecordingSegment cancelling, boolean channelGone) {
    if (channelGone) {
      cancellations.channelGone(cancelling);
    } else {
      cancellations.settleSoon(cancelling);
    }
  }
}
