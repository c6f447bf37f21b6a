package org.openrecorder.wiring;

import java.time.Instant;
import java.util.List;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioPiece;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/** An archive of which it is known why it could not take audio in. */
final class ExplainedVault implements AudioVault {

  private final AudioVault vault;
  private final IngestHoldups holdups;

  ExplainedVault(AudioVault vault, IngestHoldups holdups) {
    this.vault = vault;
    this.holdups = holdups;
  }

  @Override
  public Deposit deposit(PbxName pbx, RecordingId recording) {
    try {
      Deposit deposit = vault.deposit(pbx, recording);
      holdups.done(recording);
      return deposit;
    } catch (StoreUnavailable later) {
      holdups.failed(recording, String.valueOf(later.getMessage()));
      throw later;
    }
  }

  @Override
  public Room room(PbxName pbx) {
    return vault.room(pbx);
  }

  @Override
  public AudioContent open(StoredAudio audio) {
    return vault.open(audio);
  }

  @Override
  public Joined join(List<AudioPiece> pieces) {
    return vault.join(pieces);
  }

  @Override
  public boolean spoolWasShortSince(PbxName pbx, Instant then) {
    return vault.spoolWasShortSince(pbx, then);
  }
}
