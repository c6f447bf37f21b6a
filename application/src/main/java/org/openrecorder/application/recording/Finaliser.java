package org.openrecorder.application.recording;

import java.util.Optional;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.AudioVault.Deposit;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingState.Finalising;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * Takes the audio of ended recordings from the PBX's spool into the archive. The spool file goes
 * only when the database knows of the copy; what cannot be taken now is tried again until it can.
 */
public final class Finaliser {

  private final AudioVault vault;
  private final Spool spool;
  private final Recordings recordings;
  private final Background background;
  private final Changes changes;

  public Finaliser(
      AudioVault vault,
      Spool spool,
      Recordings recordings,
      Background background,
      Changes changes) {
    this.vault = vault;
    this.spool = spool;
    this.recordings = recordings;
    this.background = background;
    this.changes = changes;
  }

  /** Takes up what was left over when the server last stopped. */
  public void takeUp() {
    recordings.finalising().forEach(this::submit);
  }

  /** Takes the audio in soon, if the recording has ended and it is not in yet. */
  void submit(Recording ended) {
    if (ended.state() instanceof Finalising) {
      background.submit(ended.call(), () -> finalise(ended));
    } else {
      changed();
    }
  }

  /** Wakes those who wait for something to change. */
  void changed() {
    changes.signal();
  }

  private void finalise(Recording listed) {
    recordings.find(listed.id()).map(RecordedCall::recording).ifPresent(this::takeIn);
  }

  private void takeIn(Recording recording) {
    if (recording.state() instanceof Finalising finalising) {
      settle(recording, finalising, vault.deposit(recording.pbx(), recording.id()));
      changed();
    }
  }

  private void settle(Recording recording, Finalising finalising, Deposit deposit) {
    switch (deposit) {
      case Deposit.Stored(StoredAudio audio, Optional<String> flaw) -> {
        recordings.saveState(recording.kept(audio, flaw));
        spool.remove(recording.pbx(), recording.id());
      }
      case Deposit.NoAudio none -> {
        recordings.saveState(recording.empty(finalising.until(), "the PBX recorded no audio"));
        spool.remove(recording.pbx(), recording.id());
      }
      case Deposit.Missing missing ->
          recordings.saveState(
              recording.failed(finalising.until(), "the PBX's audio file is missing"));
      case Deposit.Unusable(String why) ->
          recordings.saveState(recording.damaged(finalising.until(), why));
    }
  }
}
