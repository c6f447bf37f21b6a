package org.openrecorder.application.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;

/**
 * Moves one recording together with the PBX's recorder for it. The calling thread holds the {@link
 * CallLocks lock} of the call.
 */
public final class PbxRecording {

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
  static final MixMonitorId FORGOTTEN = new MixMonitorId("lost");

  private final CallRecorder recorder;
  private final Spool spool;
  private final Recordings recordings;
  private final Transactions transactions;
  private final InstantSource clock;

  /** When recorders ended of which that could not be stored. */
  private final LinkedHashMap<RecordingId, Instant> unstoredEnds = new LinkedHashMap<>();

  public PbxRecording(
      CallRecorder recorder,
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
   * @param store sees to it that the recording that has begun is stored before another thread
   *     decides about its call
   * @throws org.openrecorder.application.port.PbxUnavailableException if the PBX did not answer;
   *     nothing is stored then, and the recorder may run
   */
  public Result<RecordingSegment> begin(
      RecordingSegment requested, Channel channel, Consumer<RecordingSegment> store) {
    return switch (recorder.begin(channel, requested.id())) {
      case CallRecorder.StartResult.Yes(MixMonitorId monitor) ->
          confirm(requested, monitor, clock.instant(), store);
      case CallRecorder.StartResult.NoSuchChannel gone -> {
        recordings.saveState(
            requested.empty(clock.instant(), "the call ended before recording began"));
        yield Result.rejected(ErrorCode.NO_SUCH_CALL, "the call ended before recording began");
      }
      case CallRecorder.StartResult.Refused(String why) -> {
        recordings.saveState(
            requested.failed(clock.instant(), "the PBX refused to record: " + why));
        yield notConfirmed(requested, "the PBX refused to record this call");
      }
    };
  }

  /**
   * Makes the PBX record what it may have been told to record before: its recorder is taken up if
   * there is one, so that there are never two. The recording that comes back is stored as it is.
   *
   * @throws org.openrecorder.application.port.PbxUnavailableException if the PBX did not answer
   */
  public Result<RecordingSegment> beginOrTakeUp(RecordingSegment requested, Channel channel) {
    return recorder
        .recall(requested.pbx(), channel.uniqueId(), requested.id())
        .or(() -> hadBegun(requested))
        .map(monitor -> takeUp(requested, monitor))
        .orElseGet(() -> begin(requested, channel, recordings::saveState));
  }

  /** What the PBX remembers may have ended long ago, and its id may be another recorder's now. */
  private Result<RecordingSegment> takeUp(RecordingSegment requested, MixMonitorId monitor) {
    return spool.await(requested.pbx(), requested.id(), CONFIRMATION)
        ? begun(requested, monitor, requested.requestedAt(), recordings::saveState)
        : withoutFile(requested);
  }

  /** The PBX has forgotten the recorder with its channel, but not the file. */
  private Optional<MixMonitorId> hadBegun(RecordingSegment requested) {
    return spool.has(requested.pbx(), requested.id()) ? Optional.of(FORGOTTEN) : Optional.empty();
  }

  private Result<RecordingSegment> confirm(
      RecordingSegment requested,
      MixMonitorId monitor,
      Instant since,
      Consumer<RecordingSegment> store) {
    if (spool.await(requested.pbx(), requested.id(), CONFIRMATION)) {
      return begun(requested, monitor, since, store);
    }
    CallRecorder.Stopped unused = recorder.end(requested.pbx(), requested.uniqueId(), monitor);
    return withoutFile(requested);
  }

  private static Result<RecordingSegment> begun(
      RecordingSegment requested,
      MixMonitorId monitor,
      Instant since,
      Consumer<RecordingSegment> store) {
    RecordingSegment begun = requested.begun(since, monitor);
    store.accept(begun);
    return Result.success(begun);
  }

  private Result<RecordingSegment> withoutFile(RecordingSegment requested) {
    recordings.saveState(
        requested.failed(
            clock.instant(),
            "the PBX said yes but no audio file appeared" + spool.place(requested.pbx())));
    return notConfirmed(
        requested, "the PBX said yes but no audio file appeared; nothing is being recorded");
  }

  private static Result<RecordingSegment> notConfirmed(RecordingSegment requested, String message) {
    return Result.rejected(Rejection.of(ErrorCode.NOT_CONFIRMED, message).about(requested.id()));
  }

  /**
   * Ends the PBX's recorder, if it had begun and is still ours, and stores the end.
   *
   * @throws org.openrecorder.application.port.StoreUnavailableException if that could not be
   *     stored; the recorder has ended then, and when it did is remembered for the next try
   */
  RecordingSegment end(RecordingSegment segment) {
    return end(segment, false);
  }

  /**
   * The same.
   *
   * @param waits whether it goes on as soon as its conversation does
   */
  RecordingSegment end(RecordingSegment segment, boolean waits) {
    if (segment.state() instanceof RecordingState.InProgress running && !hasStopped(segment)) {
      CallRecorder.Stopped unused =
          recorder.end(segment.pbx(), segment.uniqueId(), running.monitor());
    }
    return storedEnd(segment, clock.instant(), waits);
  }

  /** Stores the end of a recording whose recorder has ended on the PBX, as of that time. */
  RecordingSegment endStopped(RecordingSegment segment) {
    return storedEnd(segment, missedEnd(segment), false);
  }

  private RecordingSegment storedEnd(RecordingSegment segment, Instant heard, boolean waits) {
    Instant at = endOf(segment, heard);
    try {
      RecordingSegment ended = segment.ended(at);
      if (waits) {
        storeEnd(ended, true);
      } else {
        recordings.saveState(ended);
      }
      endIsKnown(ended);
      return ended;
    } catch (StoreUnavailableException down) {
      remember(segment.id(), at);
      throw down;
    }
  }

  /**
   * Whether the PBX has ended the recorder of a recording that is being recorded. Asterisk gives
   * the id of one that has ended to the next one, whichever program begins that: so an id counts
   * only as long as its file is open.
   */
  public boolean hasStopped(RecordingSegment segment) {
    return segment.state() instanceof RecordingState.InProgress
        && spool.closed(segment.pbx(), segment.id());
  }

  private void remember(RecordingId id, Instant endedAt) {
    synchronized (unstoredEnds) {
      if (unstoredEnds.size() == MOST_UNSTORED) {
        unstoredEnds.pollFirstEntry();
      }
      unstoredEnds.put(id, endedAt);
    }
  }

  /**
   * Whether the client that ended it was told that this could not be stored, and no more is known.
   */
  boolean isEndInDoubt(RecordingSegment ended) {
    synchronized (unstoredEnds) {
      return unstoredEnds.containsKey(ended.id());
    }
  }

  /** A client was told that this end is stored. */
  void endIsKnown(RecordingSegment ended) {
    synchronized (unstoredEnds) {
      unstoredEnds.remove(ended.id());
    }
  }

  /** When it ended: before {@code heard} if we had its recorder ended and could not store that. */
  Instant endOf(RecordingSegment segment, Instant heard) {
    synchronized (unstoredEnds) {
      return unstoredEnds.getOrDefault(segment.id(), heard);
    }
  }

  /**
   * Stores the end of a recording whose channel is gone, and its recorder with it.
   *
   * @param waits whether it goes on as soon as another party talks in its call
   */
  void storeEnd(RecordingSegment ended, boolean waits) {
    transactions.run(
        () -> {
          recordings.saveState(ended);
          if (waits) {
            recordings.saveWaiting(ended.id());
          }
        });
  }

  /**
   * When a recording ended whose end was missed: when the PBX last wrote to its file, or else now.
   */
  Instant missedEnd(RecordingSegment segment) {
    return missedEnd(segment, spool.look(segment.pbx(), segment.id()));
  }

  /** The same for a file that was looked at already. */
  public Instant missedEnd(RecordingSegment segment, Optional<Spool.Found> file) {
    Instant now = clock.instant();
    return file.map(found -> end(segment, found))
        .filter(written -> written.isAfter(segment.requestedAt()) && written.isBefore(now))
        .orElse(now);
  }

  /** Where the PBX does not tell the time, the length of its file does. */
  private static Instant end(RecordingSegment segment, Spool.Found file) {
    return file.lastWritten()
        .orElse(segment.requestedAt().plusMillis(file.bytes() / BYTES_PER_MILLISECOND));
  }
}
