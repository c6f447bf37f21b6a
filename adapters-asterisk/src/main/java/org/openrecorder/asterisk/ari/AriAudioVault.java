package org.openrecorder.asterisk.ari;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.AudioVault;
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
    Optional.ofNullable(sources.get(pbx)).ifPresent(source -> source.fetchWhenSettled(recording));
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
