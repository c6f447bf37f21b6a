package org.openrecorder.application.recording;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.Audit.PendingAuditEntry;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Result;
import org.openrecorder.application.live.ChannelFinder;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.live.UniqueIdInterpretation;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.ChannelSelection;
import org.openrecorder.domain.call.DeviceName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingSegment;

/**
 * Ends our recorders on the channel that is meant, or else those of its call, and sends the audio
 * to the archive.
 */
public final class StopRecordingService implements StopRecording {

  /** Recordings of channels that have one unique id, on several PBXs or again and again. */
  private static final int NAMESAKES = 100;

  private final PbxRegistry pbxs;
  private final ChannelFinder finder;
  private final TrackedCalls trackedCalls;
  private final CallLocks locks;
  private final CallRecords calls;
  private final Recordings recordings;
  private final PbxRecording pbxRecording;
  private final Finaliser finaliser;
  private final TransferFollower transfers;
  private final Audit audit;

  public StopRecordingService(
      PbxRegistry pbxs,
      ChannelFinder finder,
      TrackedCalls trackedCalls,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      PbxRecording pbxRecording,
      Finaliser finaliser,
      TransferFollower transfers,
      Audit audit) {
    this.pbxs = pbxs;
    this.finder = finder;
    this.trackedCalls = trackedCalls;
    this.locks = locks;
    this.calls = calls;
    this.recordings = recordings;
    this.pbxRecording = pbxRecording;
    this.finaliser = finaliser;
    this.transfers = transfers;
    this.audit = audit;
  }

  @Override
  public Result<RecordingReference> stop(Request request) {
    AuditedAction action = AuditedAction.of(request.caller(), "stop", request.which().value());
    return audit
        .attempted(action, entry -> noted(permitted(request), entry))
        .map(RecordingReference::of);
  }

  private static Result<RecordingSegment> noted(
      Result<RecordingSegment> result, PendingAuditEntry entry) {
    if (result instanceof Result.Success<RecordingSegment>(RecordingSegment stopped)) {
      entry.granted(stopped.id(), stopped.state().name());
    }
    return result;
  }

  private Result<RecordingSegment> permitted(Request request) {
    if (!request.caller().may(Permission.RECORD)) {
      return Result.rejected(ErrorCode.FORBIDDEN, "this client may not stop recordings");
    }
    return switch (request.which()) {
      case Extension extension -> stopNamed(extension, request.caller());
      case DeviceName device -> stopNamed(device, request.caller());
      case UniqueId uniqueId -> stopBy(uniqueId, request.caller());
    };
  }

  private LiveCallAccess scopeOf(ApiPrincipal principal) {
    return new LiveCallAccess(principal, pbxs, trackedCalls, calls);
  }

  /** Of several calls on one extension only those that are being recorded can be meant. */
  private Result<RecordingSegment> stopNamed(ChannelIdentifier name, ApiPrincipal principal) {
    LiveCallAccess scope = scopeOf(principal);
    List<Channel> live = finder.candidates(name, scope);
    if (live.isEmpty()) {
      return latestOf(new UniqueId(name.value()), principal)
          .map(this::alreadyEnded)
          .orElseGet(() -> scope.noSuchCall(name));
    }
    List<Channel> recorded = live.stream().filter(channel -> !openOn(channel).isEmpty()).toList();
    return switch (ChannelSelection.among(recorded)) {
      case ChannelSelection.Chosen(Channel channel, String why) -> stopOn(channel);
      case ChannelSelection.Ambiguous(List<Channel> candidates) ->
          StartRecordingService.ambiguous(candidates);
      case ChannelSelection.None none ->
          endedInDoubt(live).map(this::noDoubt).orElseGet(StopRecordingService::notRecording);
    };
  }

  /**
   * What was ended there while the store failed. Though it be private, a client that may stop it
   * might have ended it just now and been told of it.
   */
  private Optional<RecordingSegment> endedInDoubt(List<Channel> live) {
    return live.stream()
        .map(channel -> new UniqueIdInterpretation(channel.uniqueId(), Optional.of(channel.pbx())))
        .flatMap(this::namesakes)
        .map(RecordingWithCall::segment)
        .filter(segment -> !segment.open() && pbxRecording.isEndInDoubt(segment))
        .findFirst();
  }

  private Result<RecordingSegment> noDoubt(RecordingSegment ended) {
    pbxRecording.endIsKnown(ended);
    return Result.success(ended);
  }

  private Result<RecordingSegment> stopBy(UniqueId uniqueId, ApiPrincipal principal) {
    LiveCallAccess scope = scopeOf(principal);
    Optional<RecordingSegment> latest = latestOf(uniqueId, principal);
    return switch (ChannelSelection.among(liveOrEnded(uniqueId, scope, latest))) {
      case ChannelSelection.Chosen(Channel channel, String why) -> stopOn(channel, latest);
      case ChannelSelection.Ambiguous(List<Channel> candidates) ->
          StartRecordingService.ambiguous(candidates);
      case ChannelSelection.None none ->
          latest.map(this::alreadyEnded).orElseGet(() -> scope.noSuchCall(uniqueId));
    };
  }

  /** A PBX that is out of reach does not matter for a recording that is known to have ended. */
  private List<Channel> liveOrEnded(
      ChannelIdentifier which, LiveCallAccess scope, Optional<RecordingSegment> latest) {
    try {
      return finder.candidates(which, scope);
    } catch (PbxUnavailableException unknown) {
      if (latest.isPresent() && !latest.get().open()) {
        return List.of();
      }
      throw unknown;
    }
  }

  private Optional<RecordingSegment> latestOf(UniqueId uniqueId, ApiPrincipal principal) {
    return pbxs.readings(uniqueId).stream()
        .flatMap(this::namesakes)
        .filter(found -> isKnownTo(principal, found))
        .map(RecordingWithCall::segment)
        .findFirst();
  }

  /** A client that may begin a recording may end it while it goes on, though it be private. */
  private static boolean isKnownTo(ApiPrincipal principal, RecordingWithCall found) {
    return principal.scope().covers(found.call())
        && (found.segment().open() || principal.visibility().covers(found.segment()));
  }

  private Stream<RecordingWithCall> namesakes(UniqueIdInterpretation reading) {
    return recordings
        .search(Recordings.Filter.byUniqueId(reading.uniqueId()), Optional.empty(), NAMESAKES)
        .items()
        .stream()
        .filter(found -> reading.covers(found.segment().pbx()));
  }

  /** The channel is gone; if the news has not reached the recording yet it ends now. */
  private Result<RecordingSegment> alreadyEnded(RecordingSegment latest) {
    return Result.success(locks.withLock(latest.call(), () -> endWhole(latest)));
  }

  /**
   * Also what it went on with since the caller heard of the channel, and what else was recorded on
   * that channel and has not been ended yet.
   */
  private RecordingSegment endWhole(RecordingSegment latest) {
    transfers.rest(latest.call());
    return recordings.openIn(latest.call()).stream()
        .filter(segment -> segment.open() && goesWith(latest, segment))
        .map(this::end)
        .reduce((older, newer) -> newer)
        .orElse(latest);
  }

  private static boolean goesWith(RecordingSegment latest, RecordingSegment segment) {
    return segment.recordingId().equals(latest.recordingId())
        || segment.uniqueId().equals(latest.uniqueId());
  }

  private Result<RecordingSegment> stopOn(Channel channel, Optional<RecordingSegment> latest) {
    Result<RecordingSegment> result = stopOn(channel);
    return result instanceof Result.Rejected<RecordingSegment> && latest.isPresent()
        ? Result.success(latest.get())
        : result;
  }

  private Result<RecordingSegment> stopOn(Channel channel) {
    CallId call = trackedCalls.callOf(channel);
    return locks.withLock(
        call,
        () -> {
          transfers.rest(call);
          return openOn(channel).stream()
              .map(this::end)
              .reduce((older, newer) -> newer)
              .<Result<RecordingSegment>>map(Result::success)
              .orElseGet(StopRecordingService::notRecording);
        });
  }

  /** The open recordings of the channel itself, or else those of the call that it takes part in. */
  private List<RecordingSegment> openOn(Channel channel) {
    List<RecordingSegment> open =
        recordings.openIn(trackedCalls.callOf(channel)).stream()
            .filter(RecordingSegment::open)
            .toList();
    List<RecordingSegment> own =
        open.stream()
            .filter(segment -> transfers.recordedParty(segment).equals(channel.uniqueId()))
            .toList();
    return own.isEmpty() ? open : own;
  }

  private RecordingSegment end(RecordingSegment segment) {
    return finaliser.end(segment, () -> pbxRecording.end(segment));
  }

  private static Result<RecordingSegment> notRecording() {
    return Result.rejected(ErrorCode.NOT_RECORDING, "this call is not being recorded");
  }
}
