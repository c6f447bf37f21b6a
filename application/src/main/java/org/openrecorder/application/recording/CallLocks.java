package org.openrecorder.application.recording;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.domain.call.CallKey;

/** Lets one thread at a time decide about the recordings of one call. */
public final class CallLocks {

  /** Enough that two busy calls rarely share one. */
  private static final int LOCKS = 256;

  /** Milliseconds that somebody waits who has promised an answer within 3 s. */
  private static final long WAIT_MILLIS = 2_500;

  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  /**
   * Does the work while nobody else decides about the call.
   *
   * @throws PbxUnavailable if another decision about it does not come to an end
   */
  public <T> T deciding(CallKey call, Supplier<T> work) {
    ReentrantLock lock = locks[Math.floorMod(call.hashCode(), LOCKS)];
    take(lock);
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** The same for work without a result. */
  public void deciding(CallKey call, Runnable work) {
    deciding(
        call,
        () -> {
          work.run();
          return true;
        });
  }

  private static void take(ReentrantLock lock) {
    try {
      if (!lock.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new PbxUnavailable("another decision about this call has not come to an end");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new PbxUnavailable("the server is stopping", stop);
    }
  }
}
