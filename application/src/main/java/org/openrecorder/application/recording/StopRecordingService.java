package org.openrecorder.application.recording;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.Audit.Entry;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.live.ChannelFinder;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.live.UniqueIdReading;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelChoice;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.DeviceName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.Recording;

/**
 * Ends our recorders on the channel that is meant, or else those of its call, and sends the audio
 * to the archive.
 */
public final class StopRecordingService implements StopRecording {

  /** Recordings of channels that have one unique id, on several PBXs or again and again. */
  private static final int NAMESAKES = 100;

  private final LivePbxs pbxs;
  private final ChannelFinder finder;
  private final WatchedCalls watched;
  private final CallLocks locks;
  private final CallRecords calls;
  private final Recordings recordings;
  private final RecorderControl control;
  private final Finaliser finaliser;
  private final Continuations continuations;
  private final Audit audit;

  public StopRecordingService(
      LivePbxs pbxs,
      ChannelFinder finder,
      WatchedCalls watched,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      RecorderControl control,
      Finaliser finaliser,
      Continuations continuations,
      Audit audit) {
    this.pbxs = pbxs;
    this.finder = finder;
    this.watched = watched;
    this.locks = locks;
    this.calls = calls;
    this.recordings = recordings;
    this.control = control;
    this.finaliser = finaliser;
    this.continuations = continuations;
    this.audit = audit;
  }

  @Override
  public Answer<RecordingReference> stop(Request request) {
    Attempt attempt = Attempt.of(request.caller(), "stop", request.which().value());
    return audit
        .attempted(attempt, entry -> noted(permitted(request), entry))
        .map(RecordingReference::of);
  }

  private static Answer<Recording> noted(Answer<Recording> answer, Entry entry) {
    if (answer instanceof Answer.Granted<Recording>(Recording stopped)) {
      entry.granted(stopped.id(), stopped.state().name());
    }
    return answer;
  }

  private Answer<Recording> permitted(Request request) {
    if (!request.caller().may(Permission.RECORD)) {
      return Answer.refused(RefusalCode.FORBIDDEN, "this client may not stop recordings");
    }
    return switch (request.which()) {
      case Extension extension -> stopNamed(extension, request.caller());
      case DeviceName device -> stopNamed(device, request.caller());
      case UniqueId uniqueId -> stopBy(uniqueId, request.caller());
    };
  }

  private CallerReach reachOf(Caller caller) {
    return new CallerReach(caller, pbxs, watched, calls);
  }

  /** Of several calls on one extension only those that are being recorded can be meant. */
  private Answer<Recording> stopNamed(ChannelIdentifier name, Caller caller) {
    CallerReach reach = reachOf(caller);
    List<Channel> live = finder.candidates(name, reach);
    if (live.isEmpty()) {
      return latestOf(new UniqueId(name.value()), caller)
          .map(this::alreadyEnded)
          .orElseGet(() -> reach.noSuchCall(name));
    }
    List<Channel> recorded = live.stream().filter(channel -> !openOn(channel).isEmpty()).toList();
    return switch (ChannelChoice.among(recorded)) {
      case ChannelChoice.Chosen(Channel channel, String why) -> stopOn(channel);
      case ChannelChoice.Ambiguous(List<Channel> candidates) ->
          StartRecordingService.ambiguous(candidates);
      case ChannelChoice.None none ->
          endedInDoubt(live).map(this::noDoubt).orElseGet(StopRecordingService::notRecording);
    };
  }

  /**
   * What was ended there while the store failed. Though it be private, whoever may stop it might
   * have ended it just now and been told of it.
   */
  private Optional<Recording> endedInDoubt(List<Channel> live) {
    return live.stream()
        .map(channel -> new UniqueIdReading(channel.uniqueId(), Optional.of(channel.pbx())))
        .flatMap(this::namesakes)
        .map(RecordedCall::recording)
        .filter(recording -> !recording.open() && control.isEndInDoubt(recording))
        .findFirst();
  }

  private Answer<Recording> noDoubt(Recording ended) {
    control.endIsKnown(ended);
    return Answer.granted(ended);
  }

  private Answer<Recording> stopBy(UniqueId uniqueId, Caller caller) {
    CallerReach reach = reachOf(caller);
    Optional<Recording> latest = latestOf(uniqueId, caller);
    return switch (ChannelChoice.among(liveOrEnded(uniqueId, reach, latest))) {
      case ChannelChoice.Chosen(Channel channel, String why) -> stopOn(channel, latest);
      case ChannelChoice.Ambiguous(List<Channel> candidates) ->
          StartRecordingService.ambiguous(candidates);
      case ChannelChoice.None none ->
          latest.map(this::alreadyEnded).orElseGet(() -> reach.noSuchCall(uniqueId));
    };
  }

  /** A PBX that is out of reach does not matter for a recording that is known to have ended. */
  private List<Channel> liveOrEnded(
      ChannelIdentifier which, CallerReach reach, Optional<Recording> latest) {
    try {
      return finder.candidates(which, reach);
    } catch (PbxUnavailable unknown) {
      if (latest.isPresent() && !latest.get().open()) {
        return List.of();
      }
      throw unknown;
    }
  }

  private Optional<Recording> latestOf(UniqueId uniqueId, Caller caller) {
    return pbxs.readings(uniqueId).stream()
        .flatMap(this::namesakes)
        .filter(found -> isKnownTo(caller, found))
        .map(RecordedCall::recording)
        .findFirst();
  }

  /** What still goes on may be ended by whoever may begin it, though it be private. */
  private static boolean isKnownTo(Caller caller, RecordedCall found) {
    return caller.reach().covers(found.call())
        && (found.recording().open() || caller.sight().covers(found.recording()));
  }

  private Stream<RecordedCall> namesakes(UniqueIdReading reading) {
    return recordings
        .search(Recordings.Filter.byUniqueId(reading.uniqueId()), Optional.empty(), NAMESAKES)
        .items()
        .stream()
        .filter(found -> reading.covers(found.recording().pbx()));
  }

  /** The channel is gone; if the news has not reached the recording yet it ends now. */
  private Answer<Recording> alreadyEnded(Recording latest) {
    return Answer.granted(locks.deciding(latest.call(), () -> endWhole(latest)));
  }

  /**
   * Also what it went on with since the caller heard of the channel, and what else was recorded on
   * that channel and has not been ended yet.
   */
  private Recording endWhole(Recording latest) {
    continuations.rest(latest.call());
    return recordings.openIn(latest.call()).stream()
        .filter(recording -> recording.open() && goesWith(latest, recording))
        .map(this::end)
        .reduce((older, newer) -> newer)
        .orElse(latest);
  }

  private static boolean goesWith(Recording latest, Recording recording) {
    return recording.whole().equals(latest.whole())
        || recording.uniqueId().equals(latest.uniqueId());
  }

  private Answer<Recording> stopOn(Channel channel, Optional<Recording> latest) {
    Answer<Recording> answer = stopOn(channel);
    return answer instanceof Answer.Refused<Recording> && latest.isPresent()
        ? Answer.granted(latest.get())
        : answer;
  }

  private Answer<Recording> stopOn(Channel channel) {
    CallKey call = watched.callOf(channel);
    return locks.deciding(
        call,
        () -> {
          continuations.rest(call);
          return openOn(channel).stream()
              .map(this::end)
              .reduce((older, newer) -> newer)
              .<Answer<Recording>>map(Answer::granted)
              .orElseGet(StopRecordingService::notRecording);
        });
  }

  /** The open recordings of the channel itself, or else those of the call that it takes part in. */
  private List<Recording> openOn(Channel channel) {
    List<Recording> open =
        recordings.openIn(watched.callOf(channel)).stream().filter(Recording::open).toList();
    List<Recording> own =
        open.stream()
            .filter(recording -> continuations.recordedParty(recording).equals(channel.uniqueId()))
            .toList();
    return own.isEmpty() ? open : own;
  }

  private Recording end(Recording recording) {
    return finaliser.end(recording, () -> control.end(recording));
  }

  private static Answer<Recording> notRecording() {
    return Answer.refused(RefusalCode.NOT_RECORDING, "this call is not being recorded");
  }
}
