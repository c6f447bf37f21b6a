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
import org.openrecorder.application.Answer;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recorder;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState;

/**
 * What happens to recordings while nobody asks: they begin when their call is answered and end when
 * their channel hangs up. Everything is done in the background, in order for each call.
 */
public final class RecordingLife {

  private final LivePbxs pbxs;
  private final WatchedCalls watched;
  private final ChannelSource source;
  private final Transactions transactions;
  private final CallLocks locks;
  private final CallRecords calls;
  private final Recordings recordings;
  private final RecorderControl control;
  private final Spool spool;
  private final Finaliser finaliser;
  private final Background background;
  private final InstantSource clock;
  private final Withdrawals withdrawals;
  private final WishesInDoubt wishesInDoubt;
  private final Continuations continuations;
  private final Map<PbxName, Instant> lostAt = new ConcurrentHashMap<>();

  /** The PBXs whose recorders are being looked at. */
  private final Set<PbxName> looking = ConcurrentHashMap.newKeySet();

  private final AlwaysPrivate alwaysPrivate;

  /** What the life of recordings needs. */
  public record World(
      LivePbxs pbxs,
      WatchedCalls watched,
      ChannelSource source,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      RecorderControl control,
      Recorder recorder,
      Spool spool,
      Finaliser finaliser,
      Background background,
      Continuations continuations,
      AlwaysPrivate alwaysPrivate,
      Transactions transactions,
      InstantSource clock) {}

  public RecordingLife(World world) {
    this.pbxs = world.pbxs();
    this.watched = world.watched();
    this.source = world.source();
    this.transactions = world.transactions();
    this.locks = world.locks();
    this.calls = world.calls();
    this.recordings = world.recordings();
    this.control = world.control();
    this.spool = world.spool();
    this.finaliser = world.finaliser();
    this.background = world.background();
    this.clock = world.clock();
    this.continuations = world.continuations();
    this.alwaysPrivate = world.alwaysPrivate();
    this.withdrawals =
        new Withdrawals(
            world.pbxs(), locks, recordings, world.recorder(), spool, background, clock);
    this.wishesInDoubt = new WishesInDoubt(locks, recordings, withdrawals, background, clock);
  }

  /** A channel has become part of a watched call. */
  void joined(CallKey call, Channel channel) {
    change(call, record -> record.joinedBy(List.of(channel)));
    continuations.changed(call);
  }

  /** Something has changed about who is in a bridge with the channels of a watched call. */
  void bridged(CallKey call) {
    continuations.changed(call);
  }

  /** The calls in whose conversations that channel was heard. */
  Set<CallKey> hearing(PbxName pbx, UniqueId channel) {
    return continuations.hearing(pbx, channel);
  }

  /** A channel of a watched call is answered and bridged. */
  void talks(CallKey call, Channel channel) {
    change(call, record -> record.tookPart(channel.uniqueId()));
  }

  /** A channel of a watched call is answered: what was asked for while it rang begins. */
  void answered(CallKey call, Channel channel) {
    background.submit(call, () -> locks.deciding(call, () -> beginWaiting(call, channel)));
    change(call, record -> record.answered(clock.instant()));
    continuations.changed(call);
  }

  private void beginWaiting(CallKey call, Channel channel) {
    recordings.openIn(call).stream()
        .filter(recording -> recording.uniqueId().equals(channel.uniqueId()))
        .filter(recording -> recording.state() instanceof RecordingState.Requested)
        .forEach(recording -> beginOn(recording, channel));
  }

  /** Another telephone may have picked the call up on the very channel that rang. */
  private void beginOn(Recording recording, Channel channel) {
    if (recording.means(channel)) {
      Answer<Recording> unused = control.beginOrTakeUp(recording, channel);
    } else {
      recordings.saveState(recording.empty(clock.instant(), Recording.answeredBy(channel)));
    }
  }

  /**
   * A recorder has ended on a channel of a watched call. If it was ours and the recording is still
   * wanted, another one is begun; what is missing lies between the two.
   */
  void recorderStopped(CallKey call, Channel channel) {
    background.submit(call, () -> locks.deciding(call, () -> beginStoppedAgain(call, channel)));
  }

  private void beginStoppedAgain(CallKey call, Channel channel) {
    recordings.openIn(call).stream()
        .filter(recording -> recording.uniqueId().equals(channel.uniqueId()))
        .filter(control::hasStopped)
        .filter(recording -> !control.isEndInDoubt(recording))
        .forEach(recording -> beginAgain(recording, channel));
  }

  /** The same for each recorder of that PBX of whose end nobody may have heard. */
  void lookForStopped(PbxName pbx) {
    if (looking.add(pbx)) {
      background.submit(pbx, () -> lookForStoppedNow(pbx));
    }
  }

  private void lookForStoppedNow(PbxName pbx) {
    try {
      recordings.openOn(pbx).stream().filter(control::hasStopped).forEach(this::recorderStopped);
    } catch (StoreUnavailable notNow) {
      // the next comparison is soon
    } finally {
      looking.remove(pbx);
    }
  }

  private void recorderStopped(Recording stopped) {
    pbxs.of(stopped.pbx())
        .find(stopped.uniqueId())
        .ifPresent(channel -> recorderStopped(stopped.call(), channel));
  }

  /**
   * The recorder of that recording has ended on the PBX though nobody here had asked for it.
   *
   * @return what is recorded in its place; a refusal says why nothing is
   */
  Answer<Recording> beginAgain(Recording stopped, Channel channel) {
    return continuations.beginAgain(stopped, channel);
  }

  /** A channel of a watched call is gone, and its recorder with it. */
  void hungUp(CallKey call, Channel channel) {
    Instant now = clock.instant(); // the work may have to wait
    endWith(call, channel, recording -> now);
  }

  /** The same, but it went while nobody listened. */
  void hadHungUp(CallKey call, Channel channel) {
    Optional<Instant> lost = Optional.ofNullable(lostAt.get(channel.pbx()));
    endWith(call, channel, recording -> missedEnd(recording, lost));
  }

  /**
   * A file that its PBX has not finished says only when the PBX last emptied its buffer: the PBX
   * died, which was when the link to it was lost.
   */
  private Instant missedEnd(Recording recording, Optional<Instant> lost) {
    Optional<Spool.Found> file = spool.look(recording.pbx(), recording.id());
    Optional<Instant> diedAt =
        file.flatMap(Spool.Found::lastWritten)
            .filter(written -> !spool.closed(recording.pbx(), recording.id()))
            .flatMap(written -> lost.filter(written::isBefore));
    return diedAt.orElseGet(() -> control.missedEnd(recording, file));
  }

  /** From here on nobody listens to that PBX. */
  void linkLost(PbxName pbx) {
    lostAt.putIfAbsent(pbx, clock.instant());
  }

  /** What happened meanwhile has been told. */
  void linkBack(PbxName pbx) {
    lostAt.remove(pbx);
  }

  private void endWith(CallKey call, Channel channel, Function<Recording, Instant> when) {
    continuations.gone(call, channel);
    background.submit(call, () -> locks.deciding(call, () -> endNow(call, channel, when)));
  }

  private void endNow(CallKey call, Channel channel, Function<Recording, Instant> when) {
    recordings.openIn(call).stream()
        .filter(recording -> recording.uniqueId().equals(channel.uniqueId()))
        .forEach(recording -> endMissed(recording, when.apply(recording)));
  }

  /** The last channel of a watched call is gone. */
  void callEnded(CallKey call) {
    continuations.forget(call);
    change(call, record -> record.ended(clock.instant()));
  }

  private void change(CallKey call, UnaryOperator<Call> change) {
    background.submit(call, () -> locks.deciding(call, () -> changeNow(call, change)));
  }

  private void changeNow(CallKey call, UnaryOperator<Call> change) {
    Optional<Call> before = calls.find(call);
    before.ifPresent(known -> store(known, change.apply(known)));
    finaliser.changed();
  }

  /**
   * A recording has begun and its beginning is still to be stored: soon, and before anybody else
   * decides about its call. Whoever calls has the lock of the call.
   */
  void begun(Recording recording, Runnable store) {
    locks.owe(recording.call(), store);
    background.submit(recording.call(), () -> locks.deciding(recording.call(), () -> {}));
  }

  /** Nobody may see that somebody has taken part whose calls are private before it is private. */
  private void store(Call before, Call after) {
    if (!after.equals(before)) {
      transactions.run(
          () -> {
            calls.save(after);
            alwaysPrivate.joined(before, after);
          });
    }
  }

  /** Ends a recording whose channel goes on under another tag. */
  void endReplaced(Recording replaced) {
    background.submit(
        replaced.call(),
        () -> locks.deciding(replaced.call(), () -> current(replaced).ifPresent(this::end)));
  }

  private Optional<Recording> current(Recording listed) {
    return recordings.find(listed.id()).map(RecordedCall::recording).filter(Recording::unsettled);
  }

  private void end(Recording recording) {
    Recording unused = finaliser.end(recording, () -> control.end(recording));
  }

  /**
   * Ends what was replaced and whose end was not told yet: on one channel by the newest that a CRM
   * asked for, and of the legs of one recording by the newest. Whoever calls has the lock of the
   * call.
   */
  public void endReplacedOn(Recording recording) {
    List<Recording> running =
        recordings.openIn(recording.call()).stream()
            .filter(one -> one.state() instanceof RecordingState.Running)
            .toList();
    Set<Recording> replaced = new LinkedHashSet<>();
    replaced.addAll(
        before(
            running.stream()
                .filter(one -> recordedParty(one).equals(recordedParty(recording)))
                .toList(),
            one -> one.continues().isEmpty()));
    replaced.addAll(
        before(
            running.stream().filter(one -> one.whole().equals(recording.whole())).toList(),
            one -> true));
    replaced.forEach(this::end);
  }

  /** Those that are older than the newest of that kind. */
  private static List<Recording> before(List<Recording> oldestFirst, Predicate<Recording> kind) {
    int newest = oldestFirst.size() - 1;
    while (newest > 0 && !kind.test(oldestFirst.get(newest))) {
      newest--;
    }
    return oldestFirst.subList(0, Math.max(0, newest));
  }

  /**
   * The channel is gone, and the recorder with it. A wish whose file is there had come true before
   * that, whether or not that could be stored.
   */
  private void endMissed(Recording recording, Instant when) {
    if (recording.state() instanceof RecordingState.Withdrawn) {
      withdrawals.channelGone(recording);
      return;
    }
    boolean hadBegun =
        recording.state() instanceof RecordingState.Requested
            && spool.has(recording.pbx(), recording.id());
    Recording known =
        hadBegun ? recording.begun(recording.requestedAt(), RecorderControl.FORGOTTEN) : recording;
    Recording ended = known.ended(control.endOf(known, when));
    finaliser.end(ended, () -> channelGone(ended), settled -> {});
  }

  /** A CRM has said what is to be recorded of that call: nothing goes on by itself. */
  void decided(CallKey call) {
    continuations.restIfWaiting(call);
  }

  /** The channel of the party that is recorded, which the recording may have left for a moment. */
  UniqueId recordedParty(Recording recording) {
    return continuations.recordedParty(recording);
  }

  /** The call is watched from now on, and that channel of it is recorded. */
  void recorded(CallKey call, Channel channel) {
    continuations.recorded(call, channel);
    background.submit(call, () -> confirmParties(call, channel));
  }

  /** Who takes part gives rights, so the PBX is asked about the others too. */
  private void confirmParties(CallKey call, Channel recorded) {
    recorded.bridge().ifPresent(bridge -> askAboutStrangers(recorded, bridge));
    watched.channels(call).stream()
        .filter(channel -> !channel.equals(recorded.uniqueId()))
        .flatMap(channel -> pbxs.of(call.pbx()).find(channel).stream())
        .filter(Channel::talking)
        .forEach(channel -> confirmParty(call, channel));
  }

  /** Asterisk makes one call of all that are in a bridge without a word. */
  private void askAboutStrangers(Channel recorded, String bridge) {
    pbxs.of(recorded.pbx()).inBridge(bridge).stream()
        .filter(other -> watched.with(other).isEmpty())
        .limit(FollowCalls.MOST_STRANGERS)
        .forEach(other -> source.recheck(other.pbx(), other.uniqueId()));
  }

  private void confirmParty(CallKey call, Channel channel) {
    boolean talks =
        source.find(channel.pbx(), channel.uniqueId()).filter(Channel::talking).isPresent();
    if (!talks) {
      source.doubt(channel.pbx());
      change(call, record -> record.onlyRang(channel.uniqueId()));
    }
  }

  /**
   * Stores the end of a recording whose channel is gone. If its call is not, it goes on as soon as
   * somebody else talks in it. Whoever calls has the lock of the call.
   */
  public void channelGone(Recording ended) {
    continuations.channelGone(ended);
  }

  /** The server has come to watch a call again that it knew before it was started. */
  public void takeUp(Call stored) {
    continuations.takeUp(stored);
  }

  /** A call is watched again, and these channels came into it while nobody listened. */
  public void cameMeanwhile(CallKey call, List<Channel> channels) {
    channels.forEach(channel -> joined(call, channel));
    continuations.changed(call);
  }

  /** That recording waited to go on when somebody last looked. */
  public void goOn(Recording waiting) {
    continuations.resume(waiting);
  }

  /** Takes a wish back of which the CRM is told that it did not come true. */
  void withdraw(Recording wanted, String why) {
    withdrawals.withdraw(wanted, why);
  }

  /** The same for a wish of which nobody knows whether it was stored, and the PBX was not told. */
  void withdrawIfStored(RecordingId wanted) {
    wishesInDoubt.add(wanted);
  }

  /** Ends what the PBX may record for a wish that was taken back, before something else begins. */
  void endWithdrawn(Recording withdrawn) {
    boolean ran = withdrawals.endNow(withdrawn);
    if (ran) {
      finaliser.changed();
    }
  }

  /**
   * Looks after a wish that was taken back, of which somebody was reminded. Whoever calls has the
   * lock of the call.
   */
  public void remember(Recording withdrawn, boolean channelGone) {
    if (channelGone) {
      withdrawals.channelGone(withdrawn);
    } else {
      withdrawals.settleSoon(withdrawn);
    }
  }
}
