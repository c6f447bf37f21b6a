package org.openrecorder.application.recording;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.domain.call.CallKey;

/**
 * Lets one thread at a time decide about the recordings of one call. What a decision leaves to be
 * stored may be owed for a moment: whoever decides next pays it first, so nobody ever decides on
 * rows that are behind.
 */
public final class CallLocks {

  /** Enough that two busy calls rarely share one. */
  private static final int LOCKS = 256;

  /** Milliseconds that somebody waits who has promised an answer within 3 s. */
  private static final long WAIT_MILLIS = 2_500;

  private final Stripe[] stripes = Stream.generate(Stripe::new).limit(LOCKS).toArray(Stripe[]::new);

  /** The calls that share a lock, and what is owed for them, oldest first. */
  private static final class Stripe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> owed = new ArrayDeque<>();
  }

  /**
   * Does the work while nobody else decides about the call.
   *
   * @throws PbxUnavailable if another decision about it does not come to an end
   * @throws StoreUnavailable if what is owed cannot be stored; it stays owed
   */
  public <T> T deciding(CallKey call, Supplier<T> work) {
    Stripe stripe = stripe(call);
    take(stripe.lock);
    try {
      pay(stripe.owed);
      return work.get();
    } finally {
      stripe.lock.unlock();
    }
  }

  /**
   * Owes what the decision that is being made has to store, so that its answer need not wait for
   * it. Somebody has to see to it that it is paid: any later decision does.
   *
   * @param payment may throw {@link StoreUnavailable} and is then done again; any other failure
   *     ends it
   * @throws IllegalStateException if nobody is deciding
   */
  public void owe(CallKey call, Runnable payment) {
    Stripe stripe = stripe(call);
    if (!stripe.lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("nobody decides about the call " + call);
    }
    stripe.owed.add(payment);
  }

  private Stripe stripe(CallKey call) {
    return stripes[Math.floorMod(call.hashCode(), LOCKS)];
  }

  private static void pay(Queue<Runnable> owed) {
    while (!owed.isEmpty()) {
      payOne(owed);
    }
  }

  private static void payOne(Queue<Runnable> owed) {
    Runnable payment = owed.element();
    try {
      payment.run();
    } catch (StoreUnavailable notNow) {
      throw notNow;
    } catch (RuntimeException | Error broken) {
      owed.remove();
      throw broken;
    }
    owed.remove();
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
