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

  /** If too much waits already, the next comparison of everything finds it. */
  private void lookSoon(Recording recording) {
    if (inDoubt.add(recording.id()) && !background.offer(recording.call(), () -> look(recording))) {
      inDoubt.remove(recording.id());
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
      background.submit(ended.call(), new TakingIn(ended, then));
    } else {
      changed();
      then.accept(ended);
    }
  }

  /** Wakes those who wait for something to change. */
  void changed() {
    changes.signal();
  }

  private Optional<Recording> current(Recording listed) {
    return recordings.find(listed.id()).map(RecordedCall::recording);
  }

  /** What is done about one recording, as often as it takes. */
  private final class TakingIn implements Runnable {

    private final Recording listed;
    private final Consumer<Recording> then;

    /** What was taken in, of which nobody knows yet whether it is stored. */
    private Optional<Taken> unsure = Optional.empty();

    TakingIn(Recording listed, Consumer<Recording> then) {
      this.listed = listed;
      this.then = then;
    }

    @Override
    public void run() {
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

    private Recording takeIn(Recording now) {
      if (now.state() instanceof Finalising finalising) {
        Deposit deposit = vault.deposit(now.pbx(), now.id());
        Taken taken = new Taken(settlement.of(now, finalising, deposit), deposit);
        unsure = Optional.of(taken);
        recordings.saveState(taken.settled());
        return tidied(taken);
      }
      return unsure.filter(taken -> taken.isStoredIn(now)).map(this::tidied).orElse(now);
    }

    private Recording tidied(Taken taken) {
      unsure = Optional.empty();
      Recording settled = taken.settled();
      if (taken.needsNoFile()) {
        spool.remove(settled.pbx(), settled.id());
      }
      changed();
      return settled;
    }
  }

  private record Taken(Recording settled, Deposit deposit) {

    boolean isStoredIn(Recording now) {
      return now.state().equals(settled.state());
    }

    boolean needsNoFile() {
      return deposit instanceof Deposit.Stored || deposit instanceof Deposit.NoAudio;
    }
  }
}
