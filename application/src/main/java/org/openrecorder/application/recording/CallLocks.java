package org.openrecorder.application.recording;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.CallId;

/**
 * Lets one thread at a time decide about the recordings of one call. What a decision leaves to be
 * stored may be deferred for a moment: the next decision writes it first, so no thread decides on
 * rows that are behind.
 *
 * <p>An answer is promised within 3 s, and a store that says nothing takes most of that to be told.
 * So no thread waits for a decision and then for the store: when the store fails a decision, those
 * who waited for that decision have waited for the store too and are told the same.
 */
public final class CallLocks {

  /** Enough that two busy calls rarely share one. */
  private static final int LOCKS = 256;

  /**
   * Milliseconds that a thread waits which owes an answer within 3 s. The thread before it may need
   * 2.6 s to find out that the store is silent.
   */
  private static final long WAIT_MILLIS = 2_800;

  private final Stripe[] stripes = Stream.generate(Stripe::new).limit(LOCKS).toArray(Stripe[]::new);

  /** The calls that share a lock, and what is owed for them, oldest first. */
  private static final class Stripe {
    /** Fair: no new thread asks a silent store before those that wait already. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Queue<Runnable> owed = new ArrayDeque<>();

    /** The last failure of the store. Changed by the thread that decides. */
    private Optional<Failure> failure = Optional.empty();
  }

  /** The store failed at that {@link System#nanoTime()}. */
  private record Failure(long at, StoreUnavailableException why) {

    void tellWhoCameBefore(long came) {
      if (came - at < 0) {
        throw new StoreUnavailableException(
            "the store failed an earlier decision about this call", why);
      }
    }
  }

  /**
   * Does the work while no other thread decides about the call.
   *
   * @throws StoreUnavailableException if what is owed cannot be stored; it stays owed. Also if the
   *     store has failed another thread meanwhile, or waiting for the call lock timed out
   */
  public <T> T withLock(CallId call, Supplier<T> work) {
    Stripe stripe = stripe(call);
    long came = System.nanoTime();
    take(stripe.lock);
    try {
      stripe.failure.ifPresent(failure -> failure.tellWhoCameBefore(came));
      return decide(stripe, work);
    } finally {
      stripe.lock.unlock();
    }
  }

  private static <T> T decide(Stripe stripe, Supplier<T> work) {
    try {
      flush(stripe.owed);
      return work.get();
    } catch (StoreUnavailableException down) {
      stripe.failure = Optional.of(new Failure(System.nanoTime(), down));
      throw down;
    }
  }

  /**
   * Owes what the decision that is being made has to store, so that its answer need not wait for
   * it. Any later decision about the call writes it first.
   *
   * @param payment may throw {@link StoreUnavailableException} and is then done again; any other
   *     failure ends it
   * @throws IllegalStateException if the calling thread does not hold the lock
   */
  public void deferWrite(CallId call, Runnable payment) {
    Stripe stripe = stripe(call);
    if (!stripe.lock.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "the calling thread does not hold the lock of the call " + call);
    }
    stripe.owed.add(payment);
  }

  private Stripe stripe(CallId call) {
    return stripes[Math.floorMod(call.hashCode(), LOCKS)];
  }

  private static void flush(Queue<Runnable> owed) {
    while (!owed.isEmpty()) {
      payOne(owed);
    }
  }

  private static void payOne(Queue<Runnable> owed) {
    Runnable payment = owed.element();
    try {
      payment.run();
    } catch (StoreUnavailableException notNow) {
      throw notNow;
    } catch (RuntimeException | Error broken) {
      owed.remove();
      throw broken;
    }
    owed.remove();
  }

  /** The same for work without a result. */
  public void withLock(CallId call, Runnable work) {
    withLock(
        call,
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * A silent PBX is known to be silent after 1.5 s, so it is the store that a thread waits for so
   * long: it must not be asked once more, not even for an audit row.
   */
  private static void take(ReentrantLock lock) {
    try {
      if (!lock.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new StoreUnavailableException(
            "timed out waiting for the call lock",
            new TimeoutException(WAIT_MILLIS + " ms have gone by"));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new PbxUnavailableException("the server is stopping", stop);
    }
  }
}
