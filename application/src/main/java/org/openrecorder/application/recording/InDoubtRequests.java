package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState.Cancelling;
import org.openrecorder.domain.recording.RecordingState.Requested;

/**
 * Takes back requests that may be stored although the CRM was told that the store did not answer,
 * so that they do not come true behind its back. One that has come true because the CRM asked again
 * stays.
 */
final class InDoubtRequests {

  private static final String WHY = "the store did not answer when this was asked for";

  /**
   * Of a store that is away for long. With more, the oldest are forgotten: if they are stored, the
   * next comparison with the PBX takes them for requests whose caller was not answered.
   */
  private static final int MOST = 10_000;

  private final CallLocks locks;
  private final Recordings recordings;
  private final CancellationCleanup cancellations;
  private final KeyedTaskQueue tasks;
  private final InstantSource clock;
  private final LinkedHashSet<RecordingId> inDoubt = new LinkedHashSet<>();

  /** Whether a task is at them, or will be. Changed with what is in doubt. */
  private boolean settling;

  InDoubtRequests(
      CallLocks locks,
      Recordings recordings,
      CancellationCleanup cancellations,
      KeyedTaskQueue tasks,
      InstantSource clock) {
    this.locks = locks;
    this.recordings = recordings;
    this.cancellations = cancellations;
    this.tasks = tasks;
    this.clock = clock;
  }

  /**
   * It is not known whether that request is stored; its PBX was not told of it. If too much waits
   * in the background, it is looked at with the next one.
   */
  void add(RecordingId request) {
    synchronized (inDoubt) {
      inDoubt.add(request);
      if (inDoubt.size() > MOST) {
        inDoubt.removeFirst();
      }
      if (!settling) {
        settleSoon();
      }
    }
  }

  private void settleSoon() {
    settling = true;
    if (!tasks.offer(this, this::settle)) {
      settling = false;
    }
  }

  /** One after the other; where the store fails, that one is tried again. */
  private void settle() {
    next().ifPresent(this::settle);
  }

  private Optional<RecordingId> next() {
    synchronized (inDoubt) {
      return inDoubt.stream().findFirst();
    }
  }

  private void settle(RecordingId request) {
    boolean again = false;
    try {
      find(request).ifPresent(found -> locks.withLock(found.call(), () -> cancel(request)));
    } catch (StoreUnavailableException | PbxUnavailableException later) {
      again = true;
      throw later;
    } finally {
      if (!again) {
        goOnWithout(request);
      }
    }
  }

  private void goOnWithout(RecordingId request) {
    synchronized (inDoubt) {
      inDoubt.remove(request);
      settling = false;
      if (!inDoubt.isEmpty()) {
        settleSoon();
      }
    }
  }

  private Optional<RecordingSegment> find(RecordingId request) {
    return recordings.find(request).map(RecordingWithCall::segment);
  }

  private void cancel(RecordingId request) {
    find(request)
        .map(this::cancelled)
        .filter(now -> now.state() instanceof Cancelling)
        .ifPresent(cancellations::settleSoon);
  }

  /** It may be withdrawn already, and that answer was lost too. */
  private RecordingSegment cancelled(RecordingSegment now) {
    if (now.state() instanceof Requested) {
      RecordingSegment cancelling = now.cancelled(clock.instant(), WHY);
      recordings.saveState(cancelling);
      return cancelling;
    }
    return now;
  }
}
