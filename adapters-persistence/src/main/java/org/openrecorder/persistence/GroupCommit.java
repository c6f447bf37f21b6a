package org.openrecorder.persistence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * Writes what comes within a moment in one transaction: one of those who wait for it does it for
 * all. A commit costs the embedded database some 12 KB of its file for 45 s, however little is in
 * it (ADR 43), and every database a turn of its disk. Who comes when nothing was written for a
 * while does not wait.
 */
final class GroupCommit<T> {

  private final Consumer<List<T>> writing;
  private final Duration pause;
  private final LongSupplier nanos;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private Batch<T> next = new Batch<>();
  private boolean isWriting;
  private long notBefore;

  /** What is written together, and what came of it. */
  private static final class Batch<T> {
    private final List<T> items = new ArrayList<>();
    private boolean over;
    private Optional<RuntimeException> failure = Optional.empty();

    private void end(Optional<RuntimeException> with) {
      over = true;
      failure = with;
    }
  }

  /**
   * Has written nothing yet.
   *
   * @param writing writes all or none, durable when it returns
   * @param pause between the end of one transaction and the beginning of the next
   * @param nanos the time in nanoseconds since any one moment
   */
  GroupCommit(Consumer<List<T>> writing, Duration pause, LongSupplier nanos) {
    this.writing = writing;
    this.pause = pause;
    this.nanos = nanos;
    this.notBefore = nanos.getAsLong();
  }

  /**
   * Returns when it is written.
   *
   * @throws StoreUnavailableException if it could not be, as all that was to be written with it;
   *     and if what was being written when it came could not be: no thread waits for a broken store
   *     twice
   */
  void add(T item) {
    lock.lock();
    try {
      Batch<T> mine = next;
      mine.items.add(item);
      await(mine);
      if (mine.failure.isPresent()) {
        throw new StoreUnavailableException(
            "what was written together could not be stored", mine.failure.get());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("the server is stopping", stop);
    } finally {
      lock.unlock();
    }
  }

  private void await(Batch<T> mine) throws InterruptedException {
    while (!mine.over) {
      long left = notBefore - nanos.getAsLong();
      if (isWriting || mine != next) {
        changed.await();
      } else if (left > 0) {
        long unused = changed.awaitNanos(left);
      } else {
        write(mine);
      }
    }
  }

  /** What comes meanwhile is for the next time, if this one goes well. */
  private void write(Batch<T> batch) {
    isWriting = true;
    next = new Batch<>();
    Optional<RuntimeException> failure = written(batch.items);
    batch.end(failure);
    if (failure.isPresent()) {
      next.end(failure);
      next = new Batch<>();
    }
    isWriting = false;
    notBefore = nanos.getAsLong() + pause.toNanos();
    changed.signalAll();
  }

  /** Without the lock; returns with it in any case. */
  private Optional<RuntimeException> written(List<T> items) {
    lock.unlock();
    try {
      writing.accept(items);
      return Optional.empty();
    } catch (RuntimeException failed) {
      return Optional.of(failed);
    } catch (Error broken) {
      return Optional.of(new IllegalStateException("writing ended with an error", broken));
    } finally {
      lock.lock();
    }
  }
}
