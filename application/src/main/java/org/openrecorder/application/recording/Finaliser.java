package org.openrecorder.application.recording;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState.Finalising;

/**
 * Takes the audio of ended recordings from the PBX's spool into the archive. The spool file goes
 * only when the database knows of the copy; what cannot be taken now is tried again until it can.
 */
public final class Finaliser {

  private final AudioArchive archive;
  private final Spool spool;
  private final Recordings recordings;
  private final KeyedTaskQueue tasks;
  private final ChangeSignal changes;
  private final IngestOutcome settlement;

  /** What is under way, so that it is not taken up twice. */
  private final Set<RecordingId> inHand = ConcurrentHashMap.newKeySet();

  /** Those that a task will look at, whether they have ended. */
  private final Set<RecordingId> inDoubt = ConcurrentHashMap.newKeySet();

  public Finaliser(
      AudioArchive archive,
      Spool spool,
      Recordings recordings,
      KeyedTaskQueue tasks,
      ChangeSignal changes) {
    this.archive = archive;
    this.spool = spool;
    this.recordings = recordings;
    this.tasks = tasks;
    this.changes = changes;
    this.settlement = new IngestOutcome(archive);
  }

  /**
   * Stores an end and takes the audio in soon.
   *
   * @param storeEnd answers the recording as it has stored it
   * @throws StoreUnavailableException if it is not known whether the end was stored: the store is
   *     asked when it answers again, as a second try may find no open recording
   */
  RecordingSegment end(RecordingSegment segment, Supplier<RecordingSegment> storeEnd) {
    RecordingSegment ended = stored(segment, storeEnd);
    submit(ended, settled -> {});
    return ended;
  }

  /**
   * The same for a caller that wants to know what came of it.
   *
   * @param then as for {@link #submit}; is told nothing if the end could not be stored
   */
  public void end(RecordingSegment ended, Runnable storeEnd, Consumer<RecordingSegment> then) {
    RecordingSegment stored =
        stored(
            ended,
            () -> {
              storeEnd.run();
              return ended;
            });
    submit(stored, then);
  }

  private RecordingSegment stored(RecordingSegment segment, Supplier<RecordingSegment> storeEnd) {
    try {
      return storeEnd.get();
    } catch (StoreUnavailableException unknown) {
      lookSoon(segment);
      throw unknown;
    }
  }

  /** If too much waits already, the next comparison of everything finds it. */
  private void lookSoon(RecordingSegment segment) {
    if (inDoubt.add(segment.id()) && !tasks.offer(segment.call(), () -> look(segment))) {
      inDoubt.remove(segment.id());
    }
  }

  /** A doubt that comes up from here on has it looked at again. */
  private void look(RecordingSegment segment) {
    inDoubt.remove(segment.id());
    try {
      current(segment).ifPresent(now -> submit(now, settled -> {}));
    } catch (StoreUnavailableException later) {
      inDoubt.add(segment.id());
      throw later;
    }
  }

  /**
   * Takes the audio in soon, if the recording has ended and it is not in yet.
   *
   * @param then is told the recording once, as it is when nothing more is done about it now: still
   *     {@code finalising} if another task has its audio in hand already
   */
  public void submit(RecordingSegment ended, Consumer<RecordingSegment> then) {
    if (ended.state() instanceof Finalising && inHand.add(ended.id())) {
      tasks.submit(ended.call(), new TakingIn(ended, then));
    } else {
      changed();
      then.accept(ended);
    }
  }

  /** Wakes those who wait for something to change. */
  void changed() {
    changes.signal();
  }

  private Optional<RecordingSegment> current(RecordingSegment listed) {
    return recordings.find(listed.id()).map(RecordingWithCall::segment);
  }

  /** What is done about one recording, as often as it takes. */
  private final class TakingIn implements Runnable {

    private final RecordingSegment listed;
    private final Consumer<RecordingSegment> then;

    /** What was ingested, while it is not known whether that is stored. */
    private Optional<Taken> unsure = Optional.empty();

    TakingIn(RecordingSegment listed, Consumer<RecordingSegment> then) {
      this.listed = listed;
      this.then = then;
    }

    @Override
    public void run() {
      RecordingSegment settled = listed;
      boolean again = false;
      try {
        settled = current(listed).map(this::takeIn).orElse(listed);
      } catch (StoreUnavailableException later) {
        again = true;
        throw later;
      } finally {
        if (!again) {
          inHand.remove(listed.id());
          then.accept(settled);
        }
      }
    }

    private RecordingSegment takeIn(RecordingSegment now) {
      if (now.state() instanceof Finalising finalising) {
        IngestResult ingested = archive.ingest(now.pbx(), now.id());
        Taken taken = new Taken(settlement.of(now, finalising, ingested), ingested);
        unsure = Optional.of(taken);
        recordings.saveState(taken.settled());
        return tidied(taken);
      }
      return unsure.filter(taken -> taken.isStoredIn(now)).map(this::tidied).orElse(now);
    }

    private RecordingSegment tidied(Taken taken) {
      unsure = Optional.empty();
      RecordingSegment settled = taken.settled();
      if (taken.needsNoFile()) {
        spool.remove(settled.pbx(), settled.id());
      }
      changed();
      return settled;
    }
  }

  private record Taken(RecordingSegment settled, IngestResult ingested) {

    boolean isStoredIn(RecordingSegment now) {
      return now.state().equals(settled.state());
    }

    boolean needsNoFile() {
      return ingested instanceof IngestResult.Stored || ingested instanceof IngestResult.NoAudio;
    }
  }
}
