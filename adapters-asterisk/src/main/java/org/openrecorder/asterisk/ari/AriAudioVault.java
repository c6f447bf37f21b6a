package org.openrecorder.asterisk.ari;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioPiece;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * An archive that first fetches what lies on a PBX without a shared directory. A file is fetched
 * into a directory of ours and from there archived like any other.
 */
public final class AriAudioVault implements AudioVault {

  private final Map<PbxName, AriSource> sources;
  private final AudioVault vault;

  public AriAudioVault(Map<PbxName, AriSource> sources, AudioVault vault) {
    this.sources = Map.copyOf(sources);
    this.vault = vault;
  }

  @Override
  public Deposit deposit(PbxName pbx, RecordingId recording) {
    AriSource source = sources.get(pbx);
    return source == null ? vault.deposit(pbx, recording) : fetchAndDeposit(source, pbx, recording);
  }

  /** Before anybody is told that it is archived the PBX is asked whether it wrote on meanwhile. */
  private Deposit fetchAndDeposit(AriSource source, PbxName pbx, RecordingId recording) {
    source.fetchWhenSettled(recording);
    Deposit deposit = vault.deposit(pbx, recording);
    if (source.changedSinceFetched(recording)) {
      throw new StoreUnavailable(
          "the PBX wrote on while recording " + recording + " was fetched",
          new IOException("another length or another header"));
    }
    return deposit;
  }

  @Override
  public AudioContent open(StoredAudio audio) {
    return vault.open(audio);
  }

  @Override
  public Joined join(List<AudioPiece> pieces) {
    return vault.join(pieces);
  }

  /** Of the disk that files are fetched to: Asterisk does not tell of its own. */
  @Override
  public Room room(PbxName pbx) {
    return vault.room(pbx);
  }

  @Override
  public boolean spoolWasShortSince(PbxName pbx, Instant then) {
    return vault.spoolWasShortSince(pbx, then);
  }
}
