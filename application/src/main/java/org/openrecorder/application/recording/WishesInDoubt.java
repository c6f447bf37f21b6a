package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState.Requested;
import org.openrecorder.domain.recording.RecordingState.Withdrawn;

/**
 * Takes back wishes that may be stored although the CRM was told that the store did not answer, so
 * that they do not come true behind its back. One that has come true because the CRM asked again
 * stays.
 */
final class WishesInDoubt {

  private static final String WHY = "the store did not answer when this was asked for";

  /**
   * Of a store that is away for long. With more, the oldest are forgotten: if they are stored, the
   * next comparison with the PBX takes them for wishes whose caller was not answered.
   */
  private static final int MOST = 10_000;

  private final CallLocks locks;
  private final Recordings recordings;
  private final Withdrawals withdrawals;
  private final Background background;
  private final InstantSource clock;
  private final LinkedHashSet<RecordingId> inDoubt = new LinkedHashSet<>();

  /** Whether somebody is at them, or will be. Changed with what is in doubt. */
  private boolean settling;

  WishesInDoubt(
      CallLocks locks,
      Recordings recordings,
      Withdrawals withdrawals,
      Background background,
      InstantSource clock) {
    this.locks = locks;
    this.recordings = recordings;
    this.withdrawals = withdrawals;
    this.background = background;
    this.clock = clock;
  }

  /**
   * Nobody knows whether that wish is stored; its PBX was not told of it. If too much waits in the
   * background, it is looked at with the next one.
   */
  void add(RecordingId wish) {
    synchronized (inDoubt) {
      inDoubt.add(wish);
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
    if (!background.offer(this, this::settle)) {
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

  private void settle(RecordingId wish) {
    boolean again = false;
    try {
      find(wish).ifPresent(found -> locks.deciding(found.call(), () -> withdraw(wish)));
    } catch (StoreUnavailable | PbxUnavailable later) {
      again = true;
      throw later;
    } finally {
      if (!again) {
        goOnWithout(wish);
      }
    }
  }

  private void goOnWithout(RecordingId wish) {
    synchronized (inDoubt) {
      inDoubt.remove(wish);
      settling = false;
      if (!inDoubt.isEmpty()) {
        settleSoon();
      }
    }
  }

  private Optional<Recording> find(RecordingId wish) {
    return recordings.find(wish).map(RecordedCall::recording);
  }

  private void withdraw(RecordingId wish) {
    find(wish)
        .map(this::withdrawn)
        .filter(now -> now.state() instanceof Withdrawn)
        .ifPresent(withdrawals::settleSoon);
  }

  /** It may be withdrawn already, and that answer was lost too. */
  private Recording withdrawn(Recording now) {
    if (now.state() instanceof Requested) {
      Recording withdrawn = now.withdrawn(clock.instant(), WHY);
      recordings.saveState(withdrawn);
      return withdrawn;
    }
    return now;
  }
}
