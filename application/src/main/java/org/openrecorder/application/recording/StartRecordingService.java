package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.Audit.PendingAuditEntry;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Result;
import org.openrecorder.application.live.ChannelFinder;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioArchive.Room;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ChannelSource.Inquiry;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.RecordingIdGenerator;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelSelection;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;

/**
 * Stores the request, tells the PBX, and answers when the audio file is there. That the recording
 * has begun is stored right after the answer: until then the request and the announced audit row
 * are what a crash leaves behind, and the next start of the server takes both up.
 */
public final class StartRecordingService implements StartRecording {

  /** A channel that changes more often while it is looked at is not recorded. */
  private static final int MOST_LOOKS = 3;

  private final PbxRegistry pbxs;
  private final ChannelFinder finder;
  private final TrackedCalls trackedCalls;
  private final CallLocks locks;
  private final CallRecords calls;
  private final Recordings recordings;
  private final PbxRecording pbxRecording;
  private final RecordingLifecycle life;
  private final AudioArchive archive;
  private final Transactions transactions;
  private final RecordingIdGenerator ids;
  private final PrivateExtensionPolicy alwaysPrivate;
  private final Audit audit;
  private final InstantSource clock;

  /** What this use case works with. */
  public record World(
      PbxRegistry pbxs,
      ChannelFinder finder,
      TrackedCalls watched,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      PbxRecording control,
      RecordingLifecycle life,
      AudioArchive archive,
      Transactions transactions,
      RecordingIdGenerator ids,
      PrivateExtensionPolicy alwaysPrivate,
      Audit audit,
      InstantSource clock) {}

  public StartRecordingService(World world) {
    this.pbxs = world.pbxs();
    this.finder = world.finder();
    this.trackedCalls = world.watched();
    this.locks = world.locks();
    this.calls = world.calls();
    this.recordings = world.recordings();
    this.pbxRecording = world.control();
    this.life = world.life();
    this.archive = world.archive();
    this.transactions = world.transactions();
    this.ids = world.ids();
    this.alwaysPrivate = world.alwaysPrivate();
    this.audit = world.audit();
    this.clock = world.clock();
  }

  @Override
  public Result<RecordingReference> start(Request request) {
    AuditedAction action = AuditedAction.of(request.caller(), "start", request.which().value());
    return audit.attempted(action, entry -> permitted(request, entry)).map(RecordingReference::of);
  }

  private Result<RecordingSegment> permitted(Request request, PendingAuditEntry entry) {
    if (!request.caller().may(Permission.RECORD)) {
      return Result.rejected(ErrorCode.FORBIDDEN, "this client may not start recordings");
    }
    return answered(
        request, new LiveCallAccess(request.caller(), pbxs, trackedCalls, calls), entry);
  }

  /** What the PBX does not confirm is set right, and then it is chosen anew. */
  private Result<RecordingSegment> answered(
      Request request, LiveCallAccess scope, PendingAuditEntry entry) {
    for (int look = 0; look < MOST_LOOKS; look++) {
      switch (finder.choose(request.which(), scope)) {
        case ChannelSelection.None none -> {
          return scope.noSuchCall(request.which());
        }
        case ChannelSelection.Ambiguous(List<Channel> candidates) -> {
          return ambiguous(candidates);
        }
        case ChannelSelection.Chosen(Channel channel, String why) -> {
          Optional<Result<RecordingSegment>> answer = decide(channel, request, entry, why);
          if (answer.isPresent()) {
            return answer.get();
          }
          finder.recheck(channel);
        }
      }
    }
    throw new PbxUnavailableException(
        "the PBX tells of this call otherwise each time that it is asked");
  }

  /** Two PBXs may give one unique id each, so theirs are listed with their names in front. */
  static Result<RecordingSegment> ambiguous(List<Channel> candidates) {
    boolean ofOnePbx = candidates.stream().map(Channel::pbx).distinct().count() == 1;
    String uniqueIds =
        candidates.stream()
            .map(channel -> (ofOnePbx ? "" : channel.pbx() + "-") + channel.uniqueId())
            .collect(Collectors.joining(", "));
    return Result.rejected(
        ErrorCode.AMBIGUOUS, "several calls may be meant; name one by its unique id: " + uniqueIds);
  }

  /** The PBX is asked first and its answer waited for last; empty if it is not what was known. */
  private Optional<Result<RecordingSegment>> decide(
      Channel channel, Request request, PendingAuditEntry entry, String why) {
    Inquiry inquiry = finder.confirm(channel);
    CallId call = trackedCalls.callOf(channel);
    return locks.withLock(
        call, () -> startIn(call, new Wanted(channel, request, inquiry), entry, why));
  }

  /** What is to be recorded, and whether the PBX agrees that it is there. */
  private record Wanted(Channel channel, Request request, Inquiry inquiry) {}

  private Optional<Result<RecordingSegment>> startIn(
      CallId call, Wanted wanted, PendingAuditEntry entry, String why) {
    // a disk may be slow, so it is asked before the transaction begins
    Room room = archive.room(call.pbx());
    RecordingId id = ids.next();
    return switch (stored(id, () -> announced(store(id, call, wanted, room), entry, why))) {
      case Stored.Unconfirmed unconfirmed -> Optional.empty();
      case Stored.Already(RecordingSegment known) -> Optional.of(already(known, entry));
      case Stored.NoPlace(Room found) ->
          Optional.of(Result.rejected(StorageRejections.because(found)));
      case Stored.NewRequest request -> Optional.of(fulfil(request, wanted.channel(), entry, why));
    };
  }

  /** The CRM is told that the store failed, and the request may be stored all the same. */
  private Stored stored(RecordingId id, Supplier<Stored> store) {
    try {
      return transactions.call(store);
    } catch (StoreUnavailableException unknown) {
      life.cancelIfStored(id);
      throw unknown;
    }
  }

  private static Stored announced(Stored stored, PendingAuditEntry entry, String why) {
    if (stored instanceof Stored.NewRequest request) {
      entry.recordIntent(request.wanted().id(), why);
    }
    return stored;
  }

  /**
   * The request may be known and the PBX not told of it, or not heard of its answer; then OK is
   * said when it records. Another program may have stopped the recorder; then it is begun again.
   */
  private Result<RecordingSegment> already(RecordingSegment known, PendingAuditEntry entry) {
    Optional<Channel> channel = pbxs.of(known.pbx()).find(known.uniqueId());
    Result<RecordingSegment> recorded =
        channel
            .filter(Channel::answered)
            .filter(up -> known.state() instanceof RecordingState.Requested)
            .map(up -> pbxRecording.beginOrTakeUp(known, up))
            .orElseGet(() -> Result.success(known));
    return switch (recorded) {
      case Result.Rejected<RecordingSegment> refused -> refused;
      case Result.Success<RecordingSegment>(RecordingSegment now)
          when channel.isPresent() && pbxRecording.hasStopped(now) ->
          noted(
              life.beginAgain(now, channel.get()),
              "its recorder had been stopped on the PBX and was begun again",
              entry);
      case Result.Success<RecordingSegment> granted ->
          noted(granted, "already being recorded under this tag", entry);
    };
  }

  private static Result<RecordingSegment> noted(
      Result<RecordingSegment> result, String why, PendingAuditEntry entry) {
    if (result instanceof Result.Success<RecordingSegment>(RecordingSegment recorded)) {
      entry.granted(recorded.recordingId(), why);
    }
    return result;
  }

  /** What a start finds or leaves in the store before the PBX is told. */
  private sealed interface Stored {
    /** The PBX does not tell of the channel what is known of it; nothing is stored. */
    record Unconfirmed() implements Stored {}

    record Already(RecordingSegment running) implements Stored {}

    record NoPlace(Room found) implements Stored {}

    record NewRequest(
        RecordingSegment wanted,
        Optional<CallRecord> before,
        List<RecordingSegment> replaced,
        List<RecordingSegment> cancelled)
        implements Stored {}
  }

  private Stored store(RecordingId id, CallId call, Wanted start, Room room) {
    Channel channel = start.channel();
    Tag tag = start.request().tag();
    Optional<CallRecord> before = calls.find(call);
    List<RecordingSegment> unsettled = before.isEmpty() ? List.of() : recordings.openIn(call);
    List<RecordingSegment> open = unsettled.stream().filter(RecordingSegment::open).toList();
    Optional<RecordingSegment> same =
        open.stream()
            .filter(segment -> segment.tag().equals(tag) && !isBeingReplaced(segment, open))
            .filter(segment -> pbxs.of(call.pbx()).find(segment.uniqueId()).isPresent())
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
    CallRecord after = tagged(before, call, channel, tag);
    RecordingSegment requested =
        alwaysPrivate.atStart(
            RecordingSegment.requested(id, call, channel, tag, clock.instant())
                .following(start.request().following()),
            after);
    if (before.isPresent() && open.isEmpty()) {
      recordings.endWaiting(call);
    }
    calls.save(before, after);
    recordings.add(requested);
    return new Stored.NewRequest(
        requested,
        before,
        open.stream().filter(segment -> isReplacedOn(channel.uniqueId(), segment)).toList(),
        on(channel, unsettled).stream().filter(segment -> !segment.open()).toList());
  }

  /** What is recorded on the channel, and what was begun on it and has moved on with the call. */
  private boolean isReplacedOn(UniqueId channel, RecordingSegment segment) {
    return life.recordedParty(segment).equals(channel)
        || segment
            .continues()
            .flatMap(recordings::find)
            .filter(first -> first.segment().uniqueId().equals(channel))
            .isPresent();
  }

  /** A newer one has begun in its place, and its own end, which no client waits for, is to come. */
  private boolean isBeingReplaced(RecordingSegment segment, List<RecordingSegment> oldestFirst) {
    return oldestFirst.stream()
        .skip(oldestFirst.indexOf(segment) + 1L)
        .filter(newer -> newer.continues().isEmpty())
        .anyMatch(newer -> isReplacedOn(newer.uniqueId(), segment));
  }

  private static List<RecordingSegment> on(Channel channel, List<RecordingSegment> recordings) {
    return recordings.stream()
        .filter(segment -> segment.uniqueId().equals(channel.uniqueId()))
        .toList();
  }

  private Result<RecordingSegment> fulfil(
      Stored.NewRequest request, Channel channel, PendingAuditEntry entry, String why) {
    life.decided(request.wanted().call());
    watch(request.wanted().call(), channel);
    Result<RecordingSegment> result = beginOrTakeBack(request, channel, entry, why);
    if (result instanceof Result.Rejected<RecordingSegment>) {
      request.before().ifPresent(calls::save);
    }
    return result;
  }

  /**
   * The CRM is told that the PBX or the store did not answer, so the request must not come true
   * behind its back.
   */
  private Result<RecordingSegment> beginOrTakeBack(
      Stored.NewRequest request, Channel channel, PendingAuditEntry entry, String why) {
    try {
      return beginOrWait(request, channel, entry, why);
    } catch (PbxUnavailableException silent) {
      life.cancel(request.wanted(), "the PBX did not answer: " + silent.getMessage());
      request.before().ifPresent(calls::save);
      throw silent;
    } catch (StoreUnavailableException down) {
      life.cancel(request.wanted(), "the store did not answer when recording began");
      throw down;
    }
  }

  private CallRecord tagged(Optional<CallRecord> before, CallId key, Channel channel, Tag tag) {
    List<Channel> live = pbxs.channels(channel.call());
    return before
        .map(call -> call.joinedBy(live))
        .orElseGet(() -> CallRecord.of(key, channel, live, clock.instant()))
        .tagged(tag);
  }

  /**
   * A channel that hung up before it was watched is not heard of again, so it is looked for once
   * more. The one that was meant is watched even if it is gone already: the call must end then.
   */
  private void watch(CallId call, Channel channel) {
    List<Channel> members = new ArrayList<>(pbxs.channels(channel.call()));
    members.add(pbxs.of(channel.pbx()).find(channel.uniqueId()).orElse(channel));
    trackedCalls.watch(call, members);
    members.stream()
        .filter(one -> pbxs.of(one.pbx()).find(one.uniqueId()).isEmpty())
        .forEach(gone -> trackedCalls.hungUp(gone).forEach(life::callEnded));
    life.recorded(call, channel);
  }

  private Result<RecordingSegment> beginOrWait(
      Stored.NewRequest request, Channel channel, PendingAuditEntry entry, String why) {
    request.cancelled().forEach(life::endCancelled);
    RecordingSegment requested = request.wanted();
    Optional<Channel> now = pbxs.of(requested.pbx()).find(channel.uniqueId());
    if (now.isPresent() && !now.get().answered()) {
      request.replaced().forEach(pbxRecording::end);
      entry.granted(requested.id(), "begins with the answer; " + why);
      return Result.success(requested);
    }
    Result<RecordingSegment> result =
        pbxRecording.begin(
            requested,
            now.orElse(channel),
            begun -> life.begun(begun, () -> stored(begun, entry, why)));
    if (result instanceof Result.Success<RecordingSegment>) {
      request.replaced().forEach(life::endReplaced);
    }
    return result;
  }

  private void stored(RecordingSegment begun, PendingAuditEntry entry, String why) {
    transactions.run(
        () -> {
          recordings.saveState(begun);
          entry.granted(begun.id(), why);
        });
  }
}
