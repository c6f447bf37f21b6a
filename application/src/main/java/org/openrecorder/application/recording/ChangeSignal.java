package org.openrecorder.application.recording;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a thread wait for the next change of any recording or call, instead of asking again and
 * again.
 */
public final class ChangeSignal {

  /** How many may wait at once: each holds a request thread. */
  private static final int MOST_WAITING = 32;

  private final Semaphore places = new Semaphore(MOST_WAITING);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long count;

  /** How many changes there have been. Taken before looking, it makes sure that none is missed. */
  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Something has changed. */
  public void signal() {
    lock.lock();
    try {
      count++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there were more than {@code seen} changes, at most {@code bound}; whether there
   * were.
   */
  public boolean await(long seen, Duration bound) {
    if (!places.tryAcquire()) {
      return false;
    }
    try {
      return awaitMore(seen, bound.toNanos());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      places.release();
    }
  }

  private boolean awaitMore(long seen, long bound) throws InterruptedException {
    lock.lock();
    try {
      long left = bound;
      while (count <= seen && left > 0) {
        left = changed.awaitNanos(left);
      }
      return count > seen;
    } finally {
      lock.unlock();
    }
  }
}
