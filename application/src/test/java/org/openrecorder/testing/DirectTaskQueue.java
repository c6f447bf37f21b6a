package org.openrecorder.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * Does background work at once, on the thread of the test; what has to be repeated waits until the
 * test says so.
 */
public final class DirectTaskQueue implements KeyedTaskQueue {

  private final Queue<Runnable> later = new ArrayDeque<>();
  private final List<Later> timed = new ArrayList<>();
  private boolean losing;
  private boolean holding;
  private boolean full;

  @Override
  public void submit(Object key, Runnable work) {
    if (losing) {
      return;
    }
    if (holding) {
      later.add(work);
      return;
    }
    try {
      work.run();
    } catch (PbxUnavailableException | StoreUnavailableException notNow) {
      later.add(work);
    }
  }

  @Override
  public boolean offer(Object key, Runnable work) {
    if (!full) {
      submit(key, work);
    }
    return !full;
  }

  @Override
  public void submitLater(Object key, Duration pause, Runnable work) {
    timed.add(new Later(key, pause, work));
  }

  /** The pauses of all that waits for its time now are over, one after the other. */
  public void letTimePass() {
    List<Later> due = new ArrayList<>(timed);
    timed.clear();
    due.sort(Comparator.comparing(Later::pause));
    due.forEach(later -> submit(later.key(), later.work()));
  }

  private record Later(Object key, Duration pause, Runnable work) {}

  /** From now on so much waits that nothing is taken that is offered; or not any more. */
  public void fill(boolean isFull) {
    full = isFull;
  }

  /** From now on work is lost, as by a crash before its turn came; or not any more. */
  public void lose(boolean losesWork) {
    losing = losesWork;
  }

  /** From now on work waits until it is tried again, as behind other work; or not any more. */
  public void hold(boolean holdsWork) {
    holding = holdsWork;
  }

  /** Does all that waits now, once; what it gives rise to waits behind what has come meanwhile. */
  public void workOff() {
    List<Runnable> now = new ArrayList<>(later);
    later.clear();
    now.forEach(Runnable::run);
  }

  /** Tries once more what could not be done before. */
  public void tryAgain() {
    Queue<Runnable> again = new ArrayDeque<>(later);
    later.clear();
    again.forEach(work -> submit("again", work));
  }

  /** How much waits to be tried again. */
  public int waiting() {
    return later.size();
  }
}
