package org.openrecorder.application.retrieval;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.Audit.Entry;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.recording.AudioPiece;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.Retrievability;

/** Opens the archive for one recording. */
public final class ListenToRecordingService implements ListenToRecording {

  private final Ongoing ongoing;
  private final Recordings recordings;
  private final AudioVault vault;
  private final Audit audit;

  public ListenToRecordingService(
      Ongoing ongoing, Recordings recordings, AudioVault vault, Audit audit) {
    this.ongoing = ongoing;
    this.recordings = recordings;
    this.vault = vault;
    this.audit = audit;
  }

  @Override
  public Answer<VoiceSignature> listen(Caller caller, RecordingId id) {
    Attempt attempt = Attempt.of(caller, "listen", id.toString());
    return audit.attempted(attempt, entry -> permitted(attempt.caller(), entry, id));
  }

  private Answer<VoiceSignature> permitted(Caller caller, Entry entry, RecordingId id) {
    if (!caller.may(Permission.RETRIEVE)) {
      return Answer.refused(RefusalCode.FORBIDDEN, "this client may not listen to recordings");
    }
    Optional<RecordedCall> found = recordings.find(id).filter(RecordedCall::isWhole);
    if (found.isEmpty()) {
      return none("unknown id");
    }
    if (!caller.reach().covers(found.get().call())) {
      return none("out of this client's reach");
    }
    Recording recording = asHeardBy(caller, found.get().recording());
    return recording
        .whyHidden()
        .map(ListenToRecordingService::none)
        .orElseGet(() -> answer(entry, new RecordedCall(recording, found.get().call())));
  }

  private Answer<VoiceSignature> answer(Entry entry, RecordedCall found) {
    Recording recording = found.recording();
    RecordedCall all = found.with(recordings.legs(List.of(recording.id())));
    return switch (all.whole().retrievability(ongoing.is(all))) {
      case Retrievability.Retrievable(List<AudioPiece> pieces) -> handOut(entry, recording, pieces);
      case Retrievability.Hidden(String why) -> none(why);
      case Retrievability.Nothing(String why) -> none(why);
      case Retrievability.CallInProgress ongoing ->
          Answer.refused(Ongoing.callInProgress(recording.id()));
      case Retrievability.NotReady unfinished -> Answer.refused(Ongoing.notReady(recording.id()));
    };
  }

  private static Recording asHeardBy(Caller caller, Recording recording) {
    return caller.may(Permission.ADMINISTER) ? recording.markedPrivate(false) : recording;
  }

  private Answer<VoiceSignature> handOut(
      Entry entry, Recording recording, List<AudioPiece> pieces) {
    AudioVault.Joined audio = vault.open(pieces);
    Handover.closingOnFailure(audio.content(), () -> entry.granted(recording.id(), "by id"));
    return Answer.granted(new VoiceSignature(recording.id(), 1, audio.sha256(), audio.content()));
  }

  private static Answer<VoiceSignature> none(String trueReason) {
    return Answer.refused(
        Refusal.because(RefusalCode.NO_SUCH_RECORDING, "there is no such recording", trueReason));
  }
}
