package org.openrecorder.persistence;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * Where commits wait for the disk. A thread of its own goes to the disk for them: one that stands
 * still holds that thread up for as long, and the threads that wait only as long as an answer may
 * take. Commits that come while he is at the disk go there together after it.
 */
final class FsyncQueue {

  /** Takes what was written to the disk. */
  interface Forcing {
    void force() throws IOException;
  }

  private final Executor goer;
  private final Duration patience;
  private final Lock lock = new ReentrantLock();
  private final Condition isBack = lock.newCondition();

  /** Commits that wait for the disk or have waited; each has its number in it. */
  private long commits;

  /** The highest number that the disk has, all lower ones included. */
  private long forced;

  /** Whether a thread is at the disk, or on the way there. */
  private boolean gone;

  /** Since when he is, by {@link System#nanoTime()}. */
  private long goneSince;

  private @Nullable IOException failure;

  /**
   * A queue.
   *
   * @param goer goes to the disk; it is given one thing at a time
   * @param patience how long a commit is waited for
   */
  FsyncQueue(Executor goer, Duration patience) {
    this.goer = goer;
    this.patience = patience;
  }

  /**
   * Returns when everything that is committed is on the disk.
   *
   * @throws StoreUnavailableException if the disk did not take it, now or before: after a failure
   *     it is unknown what of the file is on the disk, so nothing is acknowledged until the next
   *     start has read it anew; and if the disk does not say so in time: it may have it later
   */
  void force(Forcing disk) {
    lock.lock();
    try {
      long number = ++commits;
      if (failure == null && !gone) {
        send(disk);
      }
      await(number);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("the server is stopping", stop);
    } finally {
      lock.unlock();
    }
  }

  private void send(Forcing disk) {
    goes();
    try {
      goer.execute(() -> forceAll(disk));
    } catch (RuntimeException refused) {
      gone = false;
      throw new StoreUnavailableException("no thread can go to the disk of the database", refused);
    }
  }

  private void goes() {
    gone = true;
    goneSince = System.nanoTime();
  }

  private void await(long number) throws InterruptedException {
    long left = patience.toNanos();
    while (failure == null && forced < number) {
      if (left <= 0) {
        throw new StoreUnavailableException(
            "the disk of the database stands still",
            new TimeoutException(patience.toMillis() + " ms have gone by"));
      }
      left = isBack.awaitNanos(left);
    }
    if (failure != null) {
      throw new StoreUnavailableException("the disk did not take what the database wrote", failure);
    }
  }

  private void forceAll(Forcing disk) {
    boolean more = true;
    while (more) {
      long all = committed();
      more = isMoreAfter(all, tried(disk));
    }
  }

  private static Optional<IOException> tried(Forcing disk) {
    try {
      disk.force();
      return Optional.empty();
    } catch (IOException lost) {
      return Optional.of(lost);
    } catch (RuntimeException | Error unexpected) {
      return Optional.of(new IOException(unexpected));
    }
  }

  private long committed() {
    lock.lock();
    try {
      return commits;
    } finally {
      lock.unlock();
    }
  }

  /** He is back from the disk; whether he has to go once more. */
  private boolean isMoreAfter(long all, Optional<IOException> lost) {
    lock.lock();
    try {
      if (lost.isPresent()) {
        failure = lost.get();
      } else {
        forced = all;
      }
      gone = false;
      if (failure == null && forced < commits) {
        goes();
      }
      isBack.signalAll();
      return gone;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the disk takes longer than a commit is waited for. */
  boolean standsStill() {
    lock.lock();
    try {
      return gone && System.nanoTime() - goneSince > patience.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Why the disk did not take what was written, once it has not. */
  Optional<IOException> failure() {
    lock.lock();
    try {
      return Optional.ofNullable(failure);
    } finally {
      lock.unlock();
    }
  }
}
