package org.openrecorder.application.retrieval;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.Audit.PendingAuditEntry;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RetrievalDecision;

/** Opens the archive for one recording. */
public final class ListenToRecordingService implements ListenToRecording {

  private final ConversationCheck ongoing;
  private final Recordings recordings;
  private final AudioArchive archive;
  private final Audit audit;

  public ListenToRecordingService(
      ConversationCheck ongoing, Recordings recordings, AudioArchive archive, Audit audit) {
    this.ongoing = ongoing;
    this.recordings = recordings;
    this.archive = archive;
    this.audit = audit;
  }

  @Override
  public Result<RetrievedRecording> listen(ApiPrincipal principal, RecordingId id) {
    AuditedAction action = AuditedAction.of(principal, "listen", id.toString());
    return audit.attempted(action, entry -> permitted(action.caller(), entry, id));
  }

  private Result<RetrievedRecording> permitted(
      ApiPrincipal principal, PendingAuditEntry entry, RecordingId id) {
    if (!principal.may(Permission.RETRIEVE)) {
      return Result.rejected(ErrorCode.FORBIDDEN, "this client may not listen to recordings");
    }
    Optional<RecordingWithCall> found =
        recordings.find(id).filter(RecordingWithCall::isFirstSegment);
    if (found.isEmpty()) {
      return none("unknown id");
    }
    if (!principal.scope().covers(found.get().call())) {
      return none("out of this client's reach");
    }
    RecordingSegment segment = asHeardBy(principal, found.get().segment());
    return segment
        .whyHidden()
        .map(ListenToRecordingService::none)
        .orElseGet(() -> answer(entry, new RecordingWithCall(segment, found.get().call())));
  }

  private Result<RetrievedRecording> answer(PendingAuditEntry entry, RecordingWithCall found) {
    RecordingSegment segment = found.segment();
    RecordingWithCall all = found.with(recordings.segments(List.of(segment.id())));
    return switch (all.recording().retrievability(ongoing.is(all))) {
      case RetrievalDecision.Retrievable(List<AudioSegment> segments) ->
          handOut(entry, segment, segments);
      case RetrievalDecision.Hidden(String why) -> none(why);
      case RetrievalDecision.Nothing(String why) -> none(why);
      case RetrievalDecision.CallInProgress ongoing ->
          Result.rejected(ConversationCheck.callInProgress(segment.id()));
      case RetrievalDecision.NotReady unfinished ->
          Result.rejected(ConversationCheck.notReady(segment.id()));
    };
  }

  private static RecordingSegment asHeardBy(ApiPrincipal principal, RecordingSegment segment) {
    return principal.may(Permission.ADMINISTER) ? segment.markedPrivate(false) : segment;
  }

  private Result<RetrievedRecording> handOut(
      PendingAuditEntry entry, RecordingSegment segment, List<AudioSegment> segments) {
    AudioArchive.Joined audio = archive.open(segments);
    CloseOnFailure.closingOnFailure(audio.content(), () -> entry.granted(segment.id(), "by id"));
    return Result.success(new RetrievedRecording(segment.id(), 1, audio.sha256(), audio.content()));
  }

  private static Result<RetrievedRecording> none(String trueReason) {
    return Result.rejected(
        Rejection.because(ErrorCode.NO_SUCH_RECORDING, "there is no such recording", trueReason));
  }
}
