package org.openrecorder.wiring;

import java.time.Instant;
import java.util.List;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.archive.DataDisk;
import org.openrecorder.archive.DiskState.Condition;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioPiece;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/** An archive that has room only while what is told of its audio has room, too. */
final class DatabaseRoom implements AudioVault {

  private final AudioVault vault;
  private final DataDisk data;

  DatabaseRoom(AudioVault vault, DataDisk data) {
    this.vault = vault;
    this.data = data;
  }

  @Override
  public Room room(PbxName pbx) {
    Room room = vault.room(pbx);
    return room == Room.ENOUGH && data.state().condition() != Condition.ROOM ? Room.LOW : room;
  }

  @Override
  public Deposit deposit(PbxName pbx, RecordingId recording) {
    return vault.deposit(pbx, recording);
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
