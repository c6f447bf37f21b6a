package org.openrecorder.application.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.port.Recorder;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.MonitorId;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState;

/**
 * Moves one recording together with the PBX's recorder for it. Whoever calls has the {@link
 * CallLocks lock} of the call.
 */
public final class RecorderControl {

  /**
   * How long the PBX may take to open the file after it said yes; it usually takes under a
   * millisecond.
   */
  static final Duration CONFIRMATION = Duration.ofMillis(800);

  /** Bytes that a PBX writes in a millisecond: 8,000 samples of 16 bits in a second. */
  public static final long BYTES_PER_MILLISECOND = 16;

  /**
   * Of a store that is away for long; with more, the oldest count as ended when they are stored.
   */
  private static final int MOST_UNSTORED = 10_000;

  /** Stands for a recorder that went with its channel before its name could be stored. */
  static final MonitorId FORGOTTEN = new MonitorId("lost");

  private final Recorder recorder;
  private final Spool spool;
  private final Recordings recordings;
  private final Transactions transactions;
  private final InstantSource clock;

  /** When recorders ended of which that could not be stored. */
  private final LinkedHashMap<RecordingId, Instant> unstoredEnds = new LinkedHashMap<>();

  public RecorderControl(
      Recorder recorder,
      Spool spool,
      Recordings recordings,
      Transactions transactions,
      InstantSource clock) {
    this.recorder = recorder;
    this.spool = spool;
    this.recordings = recordings;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Makes the PBX record.
   *
   * @param store sees to it that the recording that has begun is stored before anybody else decides
   *     about its call
   * @throws org.openrecorder.application.port.PbxUnavailable if the PBX did not answer; nothing is
   *     stored then, and the recorder may run
   */
  public Answer<Recording> begin(Recording wanted, Channel channel, Consumer<Recording> store) {
    return switch (recorder.begin(channel, wanted.id())) {
      case Recorder.Begun.Yes(MonitorId monitor) ->
          confirm(wanted, monitor, clock.instant(), store);
      case Recorder.Begun.NoSuchChannel gone -> {
        recordings.saveState(
            wanted.empty(clock.instant(), "the call ended before recording began"));
        yield Answer.refused(RefusalCode.NO_SUCH_CALL, "the call ended before recording began");
      }
      case Recorder.Begun.Refused(String why) -> {
        recordings.saveState(wanted.failed(clock.instant(), "the PBX refused to record: " + why));
        yield notConfirmed(wanted, "the PBX refused to record this call");
      }
    };
  }

  /**
   * Makes the PBX record what it may have been told to record before: its recorder is taken up if
   * there is one, so that there are never two. The recording that comes back is stored as it is.
   *
   * @throws org.openrecorder.application.port.PbxUnavailable if the PBX did not answer
   */
  public Answer<Recording> beginOrTakeUp(Recording wanted, Channel channel) {
    return recorder
        .recall(wanted.pbx(), channel.uniqueId(), wanted.id())
        .or(() -> hadBegun(wanted))
        .map(monitor -> takeUp(wanted, monitor))
        .orElseGet(() -> begin(wanted, channel, recordings::saveState));
  }

  /** What the PBX remembers may have ended long ago, and its id may be another recorder's now. */
  private Answer<Recording> takeUp(Recording wanted, MonitorId monitor) {
    return spool.await(wanted.pbx(), wanted.id(), CONFIRMATION)
        ? begun(wanted, monitor, wanted.requestedAt(), recordings::saveState)
        : withoutFile(wanted);
  }

  /** The PBX has forgotten the recorder with its channel, but not the file. */
  private Optional<MonitorId> hadBegun(Recording wanted) {
    return spool.has(wanted.pbx(), wanted.id()) ? Optional.of(FORGOTTEN) : Optional.empty();
  }

  private Answer<Recording> confirm(
      Recording wanted, MonitorId monitor, Instant since, Consumer<Recording> store) {
    if (spool.await(wanted.pbx(), wanted.id(), CONFIRMATION)) {
      return begun(wanted, monitor, since, store);
    }
    Recorder.Stopped unused = recorder.end(wanted.pbx(), wanted.uniqueId(), monitor);
    return withoutFile(wanted);
  }

  private static Answer<Recording> begun(
      Recording wanted, MonitorId monitor, Instant since, Consumer<Recording> store) {
    Recording begun = wanted.begun(since, monitor);
    store.accept(begun);
    return Answer.granted(begun);
  }

  private Answer<Recording> withoutFile(Recording wanted) {
    recordings.saveState(
        wanted.failed(
            clock.instant(),
            "the PBX said yes but no audio file appeared" + spool.place(wanted.pbx())));
    return notConfirmed(
        wanted, "the PBX said yes but no audio file appeared; nothing is being recorded");
  }

  private static Answer<Recording> notConfirmed(Recording wanted, String message) {
    return Answer.refused(Refusal.of(RefusalCode.NOT_CONFIRMED, message).about(wanted.id()));
  }

  /**
   * Ends the PBX's recorder, if it had begun and is still ours, and stores the end.
   *
   * @throws org.openrecorder.application.port.StoreUnavailable if that could not be stored; the
   *     recorder has ended then, and when it did is remembered for the next try
   */
  Recording end(Recording recording) {
    return end(recording, false);
  }

  /**
   * The same.
   *
   * @param waits whether it goes on as soon as its conversation does
   */
  Recording end(Recording recording, boolean waits) {
    if (recording.state() instanceof RecordingState.Running running && !hasStopped(recording)) {
      Recorder.Stopped unused =
          recorder.end(recording.pbx(), recording.uniqueId(), running.monitor());
    }
    return storedEnd(recording, clock.instant(), waits);
  }

  /** Stores the end of a recording whose recorder has ended on the PBX, as of that time. */
  Recording endStopped(Recording recording) {
    return storedEnd(recording, missedEnd(recording), false);
  }

  private Recording storedEnd(Recording recording, Instant heard, boolean waits) {
    Instant at = endOf(recording, heard);
    try {
      Recording ended = recording.ended(at);
      if (waits) {
        storeEnd(ended, true);
      } else {
        recordings.saveState(ended);
      }
      endIsKnown(ended);
      return ended;
    } catch (StoreUnavailable down) {
      remember(recording.id(), at);
      throw down;
    }
  }

  /**
   * Whether the PBX has ended the recorder of a recording that is being recorded. Asterisk gives
   * the id of one that has ended to the next one, whoever begins that: so an id counts only as long
   * as its file is open.
   */
  public boolean hasStopped(Recording recording) {
    return recording.state() instanceof RecordingState.Running
        && spool.closed(recording.pbx(), recording.id());
  }

  private void remember(RecordingId id, Instant endedAt) {
    synchronized (unstoredEnds) {
      if (unstoredEnds.size() == MOST_UNSTORED) {
        unstoredEnds.pollFirstEntry();
      }
      unstoredEnds.put(id, endedAt);
    }
  }

  /** Whether whoever ended it was told that this could not be stored, and nobody knows more yet. */
  boolean isEndInDoubt(Recording ended) {
    synchronized (unstoredEnds) {
      return unstoredEnds.containsKey(ended.id());
    }
  }

  /** Somebody was told that this end is stored. */
  void endIsKnown(Recording ended) {
    synchronized (unstoredEnds) {
      unstoredEnds.remove(ended.id());
    }
  }

  /** When it ended: before {@code heard} if we had its recorder ended and could not store that. */
  Instant endOf(Recording recording, Instant heard) {
    synchronized (unstoredEnds) {
      return unstoredEnds.getOrDefault(recording.id(), heard);
    }
  }

  /**
   * Stores the end of a recording whose channel is gone, and its recorder with it.
   *
   * @param waits whether it goes on as soon as somebody else talks in its call
   */
  void storeEnd(Recording ended, boolean waits) {
    transactions.run(
        () -> {
          recordings.saveState(ended);
          if (waits) {
            recordings.saveWaiting(ended.id());
          }
        });
  }

  /**
   * When a recording ended whose end nobody heard of: when the PBX last wrote to its file, or else
   * now.
   */
  Instant missedEnd(Recording recording) {
    return missedEnd(recording, spool.look(recording.pbx(), recording.id()));
  }

  /** The same for a file that was looked at already. */
  public Instant missedEnd(Recording recording, Optional<Spool.Found> file) {
    Instant now = clock.instant();
    return file.map(found -> end(recording, found))
        .filter(written -> written.isAfter(recording.requestedAt()) && written.isBefore(now))
        .orElse(now);
  }

  /** Where the PBX does not tell the time, the length of its file does. */
  private static Instant end(Recording recording, Spool.Found file) {
    return file.lastWritten()
        .orElse(recording.requestedAt().plusMillis(file.bytes() / BYTES_PER_MILLISECOND));
  }
}
