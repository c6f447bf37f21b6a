package org.openrecorder.domain.recording;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingState.Archived;
import org.openrecorder.domain.recording.RecordingState.Cancelling;
import org.openrecorder.domain.recording.RecordingState.EndedWithoutAudio;
import org.openrecorder.domain.recording.RecordingState.Finalising;
import org.openrecorder.domain.recording.RecordingState.InProgress;
import org.openrecorder.domain.recording.RecordingState.Requested;

/**
 * One segment of a call's audio, requested by a CRM under a tag.
 *
 * <p>Its life: an agent takes an order and the CRM requests a recording, which is
 * <em>requested</em> and stored before the server sends anything to the PBX. Once the call is
 * answered the PBX is <em>recording</em>, until the CRM stops it or the channel hangs up. The audio
 * is then <em>finalising</em> on its way into the archive and at last <em>available</em> to be
 * retrieved by its tag. The other states record what went wrong, always with a reason. A request
 * that was rejected although the PBX may have received it is <em>withdrawn</em> until the server
 * knows what the PBX did.
 *
 * <p>When its channel is gone and its call goes on, the recording continues on a channel that
 * stayed: in a further segment, with a life, a file and an id of its own. A client retrieves all
 * segments as one recording.
 *
 * <p>Immutable: each transition returns the segment in its new state. A transition that is
 * repeated, or that comes after a later one, changes nothing.
 */
public record RecordingSegment(
    RecordingId id,
    CallId call,
    Tag tag,
    UniqueId uniqueId,
    ChannelName channel,
    Optional<Extension> extension,
    Instant requestedAt,
    RecordingState state,
    boolean isPrivate,
    boolean deleted,
    Optional<RecordingId> continues,
    FollowRule following) {

  /**
   * The CRM's request to record that channel.
   *
   * @param call the stored call it belongs to, which may have begun under another linked id than
   *     the channel has now
   */
  public static RecordingSegment requested(
      RecordingId id, CallId call, Channel channel, Tag tag, Instant now) {
    return new RecordingSegment(
        id,
        call,
        tag,
        channel.uniqueId(),
        channel.name(),
        channel.extension(),
        now,
        new Requested(),
        false,
        false,
        Optional.empty(),
        FollowRule.ONE_PHONE);
  }

  /** The same request, which follows the call by that rule. */
  public RecordingSegment following(FollowRule how) {
    return new RecordingSegment(
        id,
        call,
        tag,
        uniqueId,
        channel,
        extension,
        requestedAt,
        state,
        isPrivate,
        deleted,
        continues,
        how);
  }

  /** The request to continue this recording on another channel of its call. */
  public RecordingSegment nextSegment(RecordingId leg, Channel channel, Instant now) {
    return new RecordingSegment(
        leg,
        call,
        tag,
        channel.uniqueId(),
        channel.name(),
        channel.extension(),
        now,
        new Requested(),
        false,
        false,
        Optional.of(recordingId()),
        new FollowRule(following.anyPhone(), false, Optional.empty()));
  }

  /** The id that clients know: that of the first segment. */
  public RecordingId recordingId() {
    return continues.orElse(id);
  }

  public PbxName pbx() {
    return call.pbx();
  }

  /** Whether the PBX is recording, or will record once the call is answered. */
  public boolean open() {
    return switch (state) {
      case Requested requested -> true;
      case InProgress running -> true;
      case Cancelling cancelled -> false;
      case Finalising finalising -> false;
      case Archived kept -> false;
      case EndedWithoutAudio ended -> false;
    };
  }

  /** Whether the PBX may be recording: it is open, or its cancellation is not complete. */
  public boolean unsettled() {
    return open() || state instanceof Cancelling;
  }

  /**
   * The request was rejected and the PBX may have received it: recording must not begin any more.
   */
  public RecordingSegment cancelled(Instant at, String why) {
    return state instanceof Requested ? in(new Cancelling(at, why)) : this;
  }

  /** The PBX has begun to record. */
  public RecordingSegment begun(Instant at, MixMonitorId monitor) {
    return state instanceof Requested ? in(new InProgress(at, monitor)) : this;
  }

  /** The PBX has stopped: there is audio if it had begun, and otherwise there never was any. */
  public RecordingSegment ended(Instant at) {
    return switch (state) {
      case Requested requested -> empty(at, "the call was not answered before recording ended");
      case InProgress running -> in(new Finalising(running.since(), later(running.since(), at)));
      case Cancelling cancelled -> this;
      case Finalising finalising -> this;
      case Archived kept -> this;
      case EndedWithoutAudio ended -> this;
    };
  }

  /** A recording never ends before it began, even if the clock was set back. */
  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * The audio is in the archive; {@code flaw} is present where the PBX did not finish it. Audio
   * that is much shorter than the recording lasted has that flaw too.
   */
  public RecordingSegment kept(StoredAudio audio, Optional<String> flaw) {
    return state instanceof Finalising(Instant since, Instant until)
        ? in(
            new Archived(
                since, until, audio, flaws(flaw, MissingAudio.of(since, until, audio.duration()))))
        : this;
  }

  private static Optional<String> flaws(Optional<String> flaw, Optional<MissingAudio> shortfall) {
    return Stream.concat(flaw.stream(), shortfall.map(MissingAudio::told).stream())
        .reduce((first, second) -> first + "; " + second);
  }

  /**
   * Audio was found of a recording that had ended without any, and is in the archive. The flaw
   * names the state that the recording had until then.
   */
  public RecordingSegment recovered(StoredAudio audio, Optional<String> flaw) {
    return state instanceof EndedWithoutAudio ended
        ? in(
            new Archived(
                ended.since().orElseGet(() -> earlier(requestedAt, ended.at())),
                ended.at(),
                audio,
                flaws(Optional.of(found(ended, flaw)), missingFrom(ended, audio))))
        : this;
  }

  private static String found(EndedWithoutAudio ended, Optional<String> flaw) {
    String found = "found later in the PBX's spool; was " + ended.name() + ": " + ended.why();
    return flaw.map(more -> found + "; " + more).orElse(found);
  }

  private static Optional<MissingAudio> missingFrom(EndedWithoutAudio ended, StoredAudio audio) {
    return ended.since().flatMap(since -> MissingAudio.of(since, ended.at(), audio.duration()));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** It had ended without audio, and a better reason for that is known now. */
  public RecordingSegment explained(String why) {
    return state
            instanceof
            EndedWithoutAudio(
                EndedWithoutAudio.Kind kind,
                Optional<Instant> since,
                Instant at,
                String old)
        ? in(new EndedWithoutAudio(kind, since, at, why))
        : this;
  }

  /**
   * Whether the request covers this channel: that telephone, or any telephone where the request is
   * for the call.
   */
  public boolean means(Channel answered) {
    return following.anyPhone() || extension.equals(answered.extension());
  }

  /** The reason for the lack of audio where another telephone answered the call. */
  public static String answeredBy(Channel other) {
    return other
        .extension()
        .map(extension -> "answered by " + extension)
        .orElse("answered by another telephone");
  }

  /** There was nothing to record. */
  public RecordingSegment empty(Instant at, String why) {
    return over(EndedWithoutAudio.Kind.EMPTY, at, why);
  }

  /** No playable audio could be recovered from the file. */
  public RecordingSegment damaged(Instant at, String why) {
    return over(EndedWithoutAudio.Kind.DAMAGED, at, why);
  }

  /** Recording did not happen. */
  public RecordingSegment failed(Instant at, String why) {
    return over(EndedWithoutAudio.Kind.FAILED, at, why);
  }

  private RecordingSegment over(EndedWithoutAudio.Kind kind, Instant at, String why) {
    return switch (state) {
      case Requested requested -> in(new EndedWithoutAudio(kind, Optional.empty(), at, why));
      case InProgress running ->
          in(new EndedWithoutAudio(kind, Optional.of(running.since()), at, why));
      case Cancelling cancelled ->
          in(new EndedWithoutAudio(kind, Optional.empty(), cancelled.at(), why));
      case Finalising(Instant since, Instant until) ->
          in(new EndedWithoutAudio(kind, Optional.of(since), until, why));
      case Archived kept -> this;
      case EndedWithoutAudio ended -> this;
    };
  }

  private RecordingSegment in(RecordingState next) {
    return new RecordingSegment(
        id,
        call,
        tag,
        uniqueId,
        channel,
        extension,
        requestedAt,
        next,
        isPrivate,
        deleted,
        continues,
        following);
  }

  /** Private: only principals with the right to it may know that it exists. */
  public RecordingSegment markedPrivate(boolean nowPrivate) {
    return new RecordingSegment(
        id,
        call,
        tag,
        uniqueId,
        channel,
        extension,
        requestedAt,
        state,
        nowPrivate,
        deleted,
        continues,
        following);
  }

  /** Deleted: kept, but clients cannot retrieve it any more. */
  public RecordingSegment markedDeleted() {
    return markedDeleted(true);
  }

  /** Undoes a deletion. */
  public RecordingSegment markedNotDeleted() {
    return markedDeleted(false);
  }

  private RecordingSegment markedDeleted(boolean nowDeleted) {
    return new RecordingSegment(
        id,
        call,
        tag,
        uniqueId,
        channel,
        extension,
        requestedAt,
        state,
        isPrivate,
        nowDeleted,
        continues,
        following);
  }

  /** Whether only principals with the right to it may know that it exists. */
  public boolean hidden() {
    return whyHidden().isPresent();
  }

  /** What hides it from all other principals; empty if nothing does. */
  public Optional<String> whyHidden() {
    if (deleted) {
      return Optional.of("deleted");
    }
    return isPrivate ? Optional.of("private") : Optional.empty();
  }

  /** Whether a client may retrieve it, and if not, why. */
  public RetrievalDecision retrievability(boolean callInProgress) {
    return whyHidden()
        .<RetrievalDecision>map(RetrievalDecision.Hidden::new)
        .orElseGet(() -> callInProgress ? whileTheCallLasts() : afterTheCall());
  }

  private RetrievalDecision whileTheCallLasts() {
    return switch (state) {
      case EndedWithoutAudio ended -> nothing(ended);
      case Cancelling cancelled -> nothing(cancelled);
      case Requested requested -> new RetrievalDecision.CallInProgress();
      case InProgress running -> new RetrievalDecision.CallInProgress();
      case Finalising finalising -> new RetrievalDecision.CallInProgress();
      case Archived kept -> new RetrievalDecision.CallInProgress();
    };
  }

  private RetrievalDecision afterTheCall() {
    return switch (state) {
      case Requested requested -> new RetrievalDecision.NotReady();
      case InProgress running -> new RetrievalDecision.NotReady();
      case Cancelling cancelled -> nothing(cancelled);
      case Finalising finalising -> new RetrievalDecision.NotReady();
      case Archived kept ->
          new RetrievalDecision.Retrievable(List.of(AudioSegment.first(kept.stored())));
      case EndedWithoutAudio ended -> nothing(ended);
    };
  }

  private static RetrievalDecision nothing(RecordingState state) {
    return new RetrievalDecision.Nothing(state.name() + ": " + state.reason().orElseThrow());
  }
}
