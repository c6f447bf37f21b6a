package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.Audit.Entry;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.live.ChannelFinder;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.AudioVault.Room;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ChannelSource.Inquiry;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.RecordingIds;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelChoice;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState;

/**
 * Stores the wish, tells the PBX, and answers when the audio file is there. That the recording has
 * begun is stored right after the answer: until then the wish and the announced audit row are what
 * a crash leaves behind, and whoever starts the server again takes both up.
 */
public final class StartRecordingService implements StartRecording {

  /** A channel that changes more often while it is looked at is not recorded. */
  private static final int MOST_LOOKS = 3;

  private final LivePbxs pbxs;
  private final ChannelFinder finder;
  private final WatchedCalls watched;
  private final CallLocks locks;
  private final CallRecords calls;
  private final Recordings recordings;
  private final RecorderControl control;
  private final RecordingLife life;
  private final AudioVault vault;
  private final Transactions transactions;
  private final RecordingIds ids;
  private final AlwaysPrivate alwaysPrivate;
  private final Audit audit;
  private final InstantSource clock;

  /** What this use case works with. */
  public record World(
      LivePbxs pbxs,
      ChannelFinder finder,
      WatchedCalls watched,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      RecorderControl control,
      RecordingLife life,
      AudioVault vault,
      Transactions transactions,
      RecordingIds ids,
      AlwaysPrivate alwaysPrivate,
      Audit audit,
      InstantSource clock) {}

  public StartRecordingService(World world) {
    this.pbxs = world.pbxs();
    this.finder = world.finder();
    this.watched = world.watched();
    this.locks = world.locks();
    this.calls = world.calls();
    this.recordings = world.recordings();
    this.control = world.control();
    this.life = world.life();
    this.vault = world.vault();
    this.transactions = world.transactions();
    this.ids = world.ids();
    this.alwaysPrivate = world.alwaysPrivate();
    this.audit = world.audit();
    this.clock = world.clock();
  }

  @Override
  public Answer<RecordingReference> start(Request request) {
    Attempt attempt = Attempt.of(request.caller(), "start", request.which().value());
    return audit.attempted(attempt, entry -> permitted(request, entry)).map(RecordingReference::of);
  }

  private Answer<Recording> permitted(Request request, Entry entry) {
    if (!request.caller().may(Permission.RECORD)) {
      return Answer.refused(RefusalCode.FORBIDDEN, "this client may not start recordings");
    }
    return answered(request, new CallerReach(request.caller(), pbxs, watched, calls), entry);
  }

  /** What the PBX does not confirm is set right, and then it is chosen anew. */
  private Answer<Recording> answered(Request request, CallerReach reach, Entry entry) {
    for (int look = 0; look < MOST_LOOKS; look++) {
      switch (finder.choose(request.which(), reach)) {
        case ChannelChoice.None none -> {
          return reach.noSuchCall(request.which());
        }
        case ChannelChoice.Ambiguous(List<Channel> candidates) -> {
          return ambiguous(candidates);
        }
        case ChannelChoice.Chosen(Channel channel, String why) -> {
          Optional<Answer<Recording>> answer = decide(channel, request, entry, why);
          if (answer.isPresent()) {
            return answer.get();
          }
          finder.recheck(channel);
        }
      }
    }
    throw new PbxUnavailable("the PBX tells of this call otherwise each time that it is asked");
  }

  /** Two PBXs may give one unique id each, so theirs are listed with their names in front. */
  static Answer<Recording> ambiguous(List<Channel> candidates) {
    boolean ofOnePbx = candidates.stream().map(Channel::pbx).distinct().count() == 1;
    String uniqueIds =
        candidates.stream()
            .map(channel -> (ofOnePbx ? "" : channel.pbx() + "-") + channel.uniqueId())
            .collect(Collectors.joining(", "));
    return Answer.refused(
        RefusalCode.AMBIGUOUS,
        "several calls may be meant; name one by its unique id: " + uniqueIds);
  }

  /** The PBX is asked first and its answer waited for last; empty if it is not what was known. */
  private Optional<Answer<Recording>> decide(
      Channel channel, Request request, Entry entry, String why) {
    Inquiry inquiry = finder.confirm(channel);
    CallKey call = watched.callOf(channel);
    return locks.deciding(
        call, () -> startIn(call, new Wanted(channel, request, inquiry), entry, why));
  }

  /** What is to be recorded, and whether the PBX agrees that it is there. */
  private record Wanted(Channel channel, Request request, Inquiry inquiry) {}

  private Optional<Answer<Recording>> startIn(
      CallKey call, Wanted wanted, Entry entry, String why) {
    // a disk may be slow, so it is asked before the transaction begins
    Room room = vault.room(call.pbx());
    RecordingId id = ids.next();
    return switch (stored(id, () -> announced(store(id, call, wanted, room), entry, why))) {
      case Stored.Unconfirmed unconfirmed -> Optional.empty();
      case Stored.Already(Recording known) -> Optional.of(already(known, entry));
      case Stored.NoPlace(Room found) -> Optional.of(Answer.refused(NoRoom.because(found)));
      case Stored.Wish wish -> Optional.of(fulfil(wish, wanted.channel(), entry, why));
    };
  }

  /** The CRM is told that the store failed, and the wish may be stored all the same. */
  private Stored stored(RecordingId id, Supplier<Stored> store) {
    try {
      return transactions.call(store);
    } catch (StoreUnavailable unknown) {
      life.withdrawIfStored(id);
      throw unknown;
    }
  }

  private static Stored announced(Stored stored, Entry entry, String why) {
    if (stored instanceof Stored.Wish wish) {
      entry.announce(wish.wanted().id(), why);
    }
    return stored;
  }

  /**
   * The request may be known and the PBX not told of it, or not heard of its answer; then OK is
   * said when it records. Somebody else may have stopped the recorder; then it is begun again.
   */
  private Answer<Recording> already(Recording known, Entry entry) {
    Optional<Channel> channel = pbxs.of(known.pbx()).find(known.uniqueId());
    Answer<Recording> recorded =
        channel
            .filter(Channel::answered)
            .filter(up -> known.state() instanceof RecordingState.Requested)
            .map(up -> control.beginOrTakeUp(known, up))
            .orElseGet(() -> Answer.granted(known));
    return switch (recorded) {
      case Answer.Refused<Recording> refused -> refused;
      case Answer.Granted<Recording>(Recording now)
          when channel.isPresent() && control.hasStopped(now) ->
          noted(
              life.beginAgain(now, channel.get()),
              "its recorder had been stopped on the PBX and was begun again",
              entry);
      case Answer.Granted<Recording> granted ->
          noted(granted, "already being recorded under this tag", entry);
    };
  }

  private static Answer<Recording> noted(Answer<Recording> answer, String why, Entry entry) {
    if (answer instanceof Answer.Granted<Recording>(Recording recorded)) {
      entry.granted(recorded.whole(), why);
    }
    return answer;
  }

  /** What a start finds or leaves in the store before the PBX is told. */
  private sealed interface Stored {
    /** The PBX does not tell of the channel what is known of it; nothing is stored. */
    record Unconfirmed() implements Stored {}

    record Already(Recording running) implements Stored {}

    record NoPlace(Room found) implements Stored {}

    record Wish(
        Recording wanted,
        Optional<Call> before,
        List<Recording> replaced,
        List<Recording> withdrawn)
        implements Stored {}
  }

  private Stored store(RecordingId id, CallKey call, Wanted start, Room room) {
    Channel channel = start.channel();
    Tag tag = start.request().tag();
    Optional<Call> before = calls.find(call);
    List<Recording> unsettled = before.isEmpty() ? List.of() : recordings.openIn(call);
    List<Recording> open = unsettled.stream().filter(Recording::open).toList();
    Optional<Recording> same =
        open.stream()
            .filter(recording -> recording.tag().equals(tag) && !isBeingReplaced(recording, open))
            .filter(recording -> pbxs.of(call.pbx()).find(recording.uniqueId()).isPresent())
            .findFirst();
    if (!start.inquiry().confirmed()) {
      return new Stored.Unconfirmed();
    }
    if (same.isPresent()) {
      return new Stored.Already(same.get());
    }
    if (room != Room.ENOUGH) {
      return new Stored.NoPlace(room);
    }
    Call after = tagged(before, call, channel, tag);
    Recording wanted =
        alwaysPrivate.atStart(
            Recording.requested(id, call, channel, tag, clock.instant())
                .following(start.request().following()),
            after);
    if (before.isPresent() && open.isEmpty()) {
      recordings.endWaiting(call);
    }
    calls.save(before, after);
    recordings.add(wanted);
    return new Stored.Wish(
        wanted,
        before,
        open.stream().filter(recording -> isReplacedOn(channel.uniqueId(), recording)).toList(),
        on(channel, unsettled).stream().filter(recording -> !recording.open()).toList());
  }

  /** What is recorded on the channel, and what was begun on it and has moved on with the call. */
  private boolean isReplacedOn(UniqueId channel, Recording recording) {
    return life.recordedParty(recording).equals(channel)
        || recording
            .continues()
            .flatMap(recordings::find)
            .filter(first -> first.recording().uniqueId().equals(channel))
            .isPresent();
  }

  /** A newer one has begun in its place, and its own end, which nobody waits for, is to come. */
  private boolean isBeingReplaced(Recording recording, List<Recording> oldestFirst) {
    return oldestFirst.stream()
        .skip(oldestFirst.indexOf(recording) + 1L)
        .filter(newer -> newer.continues().isEmpty())
        .anyMatch(newer -> isReplacedOn(newer.uniqueId(), recording));
  }

  private static List<Recording> on(Channel channel, List<Recording> recordings) {
    return recordings.stream()
        .filter(recording -> recording.uniqueId().equals(channel.uniqueId()))
        .toList();
  }

  private Answer<Recording> fulfil(Stored.Wish wish, Channel channel, Entry entry, String why) {
    life.decided(wish.wanted().call());
    watch(wish.wanted().call(), channel);
    Answer<Recording> answer = beginOrTakeBack(wish, channel, entry, why);
    if (answer instanceof Answer.Refused<Recording>) {
      wish.before().ifPresent(calls::save);
    }
    return answer;
  }

  /**
   * The CRM is told that the PBX or the store did not answer, so the wish must not come true behind
   * its back.
   */
  private Answer<Recording> beginOrTakeBack(
      Stored.Wish wish, Channel channel, Entry entry, String why) {
    try {
      return beginOrWait(wish, channel, entry, why);
    } catch (PbxUnavailable silent) {
      life.withdraw(wish.wanted(), "the PBX did not answer: " + silent.getMessage());
      wish.before().ifPresent(calls::save);
      throw silent;
    } catch (StoreUnavailable down) {
      life.withdraw(wish.wanted(), "the store did not answer when recording began");
      throw down;
    }
  }

  private Call tagged(Optional<Call> before, CallKey key, Channel channel, Tag tag) {
    List<Channel> live = pbxs.channels(channel.call());
    return before
        .map(call -> call.joinedBy(live))
        .orElseGet(() -> Call.of(key, channel, live, clock.instant()))
        .tagged(tag);
  }

  /**
   * A channel that hung up before it was watched is not heard of again, so it is looked for once
   * more. The one that was meant is watched even if it is gone already: the call must end then.
   */
  private void watch(CallKey call, Channel channel) {
    List<Channel> members = new ArrayList<>(pbxs.channels(channel.call()));
    members.add(pbxs.of(channel.pbx()).find(channel.uniqueId()).orElse(channel));
    watched.watch(call, members);
    members.stream()
        .filter(one -> pbxs.of(one.pbx()).find(one.uniqueId()).isEmpty())
        .forEach(gone -> watched.hungUp(gone).forEach(life::callEnded));
    life.recorded(call, channel);
  }

  private Answer<Recording> beginOrWait(
      Stored.Wish wish, Channel channel, Entry entry, String why) {
    wish.withdrawn().forEach(life::endWithdrawn);
    Recording wanted = wish.wanted();
    Optional<Channel> now = pbxs.of(wanted.pbx()).find(channel.uniqueId());
    if (now.isPresent() && !now.get().answered()) {
      wish.replaced().forEach(control::end);
      entry.granted(wanted.id(), "begins with the answer; " + why);
      return Answer.granted(wanted);
    }
    Answer<Recording> answer =
        control.begin(
            wanted,
            now.orElse(channel),
            begun -> life.begun(begun, () -> stored(begun, entry, why)));
    if (answer instanceof Answer.Granted<Recording>) {
      wish.replaced().forEach(life::endReplaced);
    }
    return answer;
  }

  private void stored(Recording begun, Entry entry, String why) {
    transactions.run(
        () -> {
          recordings.saveState(begun);
          entry.granted(begun.id(), why);
        });
  }
}
