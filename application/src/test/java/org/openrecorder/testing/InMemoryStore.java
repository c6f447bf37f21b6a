package org.openrecorder.testing;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * A database in memory that the fakes of the stores share. One thread at a time uses it, for as
 * long as its block of writes lasts; a block that throws is undone. It can be made to fail.
 */
public final class InMemoryStore {

  private final ReentrantLock lock = new ReentrantLock();
  private InMemoryRows rows = new InMemoryRows();
  private volatile boolean down;
  private volatile boolean losingAnswer;
  private boolean inBlock;
  private boolean innerBlockFailed;

  /**
   * From now on every use fails with {@link StoreUnavailableException}, also a block of writes that
   * has begun.
   */
  public void goDown() {
    down = true;
  }

  /** From now on it can be used again; what was stored before it went down is still there. */
  public void comeBack() {
    down = false;
  }

  /**
   * What is written next is kept, and whoever wrote it is told that the store failed: the answer to
   * its commit was lost.
   */
  public void loseNextAnswer() {
    losingAnswer = true;
  }

  /** Something was written; its answer may be lost. A block has one answer, which is its last. */
  void answerWrite() {
    if (losingAnswer && !inBlock) {
      losingAnswer = false;
      throw unavailable("nobody knows whether that was stored");
    }
  }

  <T> T with(Function<InMemoryRows, T> work) {
    lock.lock();
    try {
      checkUp();
      return work.apply(rows);
    } finally {
      lock.unlock();
    }
  }

  <T> T atomically(Supplier<T> work) {
    lock.lock();
    try {
      checkUp();
      if (inBlock) {
        return join(work);
      }
      T result = begin(work);
      answerWrite();
      return result;
    } finally {
      lock.unlock();
    }
  }

  private <T> T begin(Supplier<T> work) {
    InMemoryRows before = rows.copy();
    boolean committed = false;
    inBlock = true;
    innerBlockFailed = false;
    try {
      T result = work.get();
      commit();
      committed = true;
      return result;
    } finally {
      inBlock = false;
      rows = committed ? rows : before;
    }
  }

  private void commit() {
    checkUp();
    if (innerBlockFailed) {
      throw unavailable("a block inside this one failed");
    }
  }

  private <T> T join(Supplier<T> work) {
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      innerBlockFailed |= !done;
    }
  }

  private void checkUp() {
    if (down) {
      throw unavailable("the store is down");
    }
  }

  private static StoreUnavailableException unavailable(String why) {
    return new StoreUnavailableException(why, new IllegalStateException(why));
  }
}
