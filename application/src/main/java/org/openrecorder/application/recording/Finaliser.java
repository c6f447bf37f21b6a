package org.openrecorder.application.recording;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.AudioVault.Deposit;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState.Finalising;

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
  private final Settlement settlement;

  /** What is under way, so that it is not taken up twice. */
  private final Set<RecordingId> inHand = ConcurrentHashMap.newKeySet();

  /** Of which somebody will look whether they have ended. */
  private final Set<RecordingId> inDoubt = ConcurrentHashMap.newKeySet();

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
    this.settlement = new Settlement(vault);
  }

  /**
   * Stores an end and takes the audio in soon.
   *
   * @param storeEnd answers the recording as it has stored it
   * @throws StoreUnavailable if nobody knows whether the end was stored: the store is asked when it
   *     answers again, as whoever tries once more may find no open recording
   */
  Recording end(Recording recording, Supplier<Recording> storeEnd) {
    Recording ended = stored(recording, storeEnd);
    submit(ended, settled -> {});
    return ended;
  }

  /**
   * The same for somebody who wants to know what came of it.
   *
   * @param then as for {@link #submit}; is told nothing if the end could not be stored
   */
  public void end(Recording ended, Runnable storeEnd, Consumer<Recording> then) {
    Recording stored =
        stored(
            ended,
            () -> {
              storeEnd.run();
              return ended;
            });
    submit(stored, then);
  }

  private Recording stored(Recording recording, Supplier<Recording> storeEnd) {
    try {
      return storeEnd.get();
    } catch (StoreUnavailable unknown) {
      lookSoon(recording);
      throw unknown;
    }
  }

  private void lookSoon(Recording recording) {
    if (inDoubt.add(recording.id())) {
      background.submit(recording.call(), () -> look(recording));
    }
  }

  /** Whoever comes to doubt from here on has it looked at again. */
  private void look(Recording recording) {
    inDoubt.remove(recording.id());
    try {
      current(recording).ifPresent(now -> submit(now, settled -> {}));
    } catch (StoreUnavailable later) {
      inDoubt.add(recording.id());
      throw later;
    }
  }

  /**
   * Takes the audio in soon, if the recording has ended and it is not in yet.
   *
   * @param then is told the recording once, as it is when nothing more is done about it now: still
   *     {@code finalising} if somebody else has its audio in hand already
   */
  public void submit(Recording ended, Consumer<Recording> then) {
    if (ended.state() instanceof Finalising && inHand.add(ended.id())) {
      background.submit(ended.call(), () -> finalise(ended, then));
    } else {
      changed();
      then.accept(ended);
    }
  }

  /** Wakes those who wait for something to change. */
  void changed() {
    changes.signal();
  }

  private void finalise(Recording listed, Consumer<Recording> then) {
    Recording settled = listed;
    boolean again = false;
    try {
      settled = current(listed).map(this::takeIn).orElse(listed);
    } catch (StoreUnavailable later) {
      again = true;
      throw later;
    } finally {
      if (!again) {
        inHand.remove(listed.id());
        then.accept(settled);
      }
    }
  }

  private Optional<Recording> current(Recording listed) {
    return recordings.find(listed.id()).map(RecordedCall::recording);
  }

  private Recording takeIn(Recording recording) {
    if (recording.state() instanceof Finalising finalising) {
      Deposit deposit = vault.deposit(recording.pbx(), recording.id());
      Recording settled = settlement.of(recording, finalising, deposit);
      recordings.saveState(settled);
      if (deposit instanceof Deposit.Stored || deposit instanceof Deposit.NoAudio) {
        spool.remove(recording.pbx(), recording.id());
      }
      changed();
      return settled;
    }
    return recording;
  }
}
