package org.openrecorder.bootstrap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.LivenessProbe;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * Background work on a fixed number of threads: one piece at a time per task key, in the order
 * given, and task keys beside each other. A task key whose work has to be repeated waits with
 * everything behind it, so that the order holds.
 */
final class KeyedExecutor implements KeyedTaskQueue, LivenessProbe, AutoCloseable {

  private static final Logger LOG = System.getLogger(KeyedExecutor.class.getName());

  /**
   * Work that waits, over all task keys. A thread that submits more is held up until some is done.
   */
  private static final int MOST_WAITING = 10_000;

  /** The first pause before work is repeated; it doubles up to the longest. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /**
   * How long the server waits for work in hand when it stops. The rest is taken up at the next
   * start.
   */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * When not one of the threads has ended a piece of work for so long they will not any more: each
   * wait for a PBX, a database or a disk is bounded by far less.
   */
  private static final Duration STUCK = Duration.ofMinutes(10);

  private final int threads;
  private final AtomicInteger busy = new AtomicInteger();
  private volatile long lastMoved = System.nanoTime();
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private final Map<Object, Queue<Runnable>> queues = new HashMap<>();
  private final ExecutorService workers;
  private final ScheduledThreadPoolExecutor pauses;
  private final Duration grace;
  private volatile boolean closed;
  private volatile boolean dropping;

  KeyedExecutor(int threads, ThreadFactory factory) {
    this(threads, factory, GRACE);
  }

  /**
   * For tests.
   *
   * @param grace how long {@link #close} waits for tasks in hand
   */
  KeyedExecutor(int threads, ThreadFactory factory, Duration grace) {
    this.threads = threads;
    this.grace = grace;
    this.workers = Executors.newFixedThreadPool(threads, factory);
    this.pauses = new ScheduledThreadPoolExecutor(1, factory);
    this.pauses.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void submit(Object key, Runnable work) {
    places.acquireUninterruptibly();
    give(key, work);
  }

  @Override
  public boolean offer(Object key, Runnable work) {
    boolean taken = places.tryAcquire();
    if (taken) {
      give(key, work);
    }
    return taken;
  }

  @Override
  public void submitLater(Object key, Duration pause, Runnable work) {
    if (!closed) {
      ScheduledFuture<?> unused =
          pauses.schedule(
              () -> offerAgain(key, pause, work), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The thread of the pauses must never wait: what takes up the places may need it. */
  private void offerAgain(Object key, Duration pause, Runnable work) {
    if (!offer(key, work)) {
      submitLater(key, pause, work);
    }
  }

  private void give(Object key, Runnable work) {
    synchronized (queues) {
      Queue<Runnable> queue = queues.get(key);
      if (queue != null) {
        queue.add(work);
        return;
      }
      queues.put(key, new ArrayDeque<>());
    }
    workers.execute(() -> run(key, work, 0));
  }

  private void run(Object key, Runnable work, int failures) {
    if (dropping) {
      return;
    }
    try {
      moved(1);
      work.run();
    } catch (PbxUnavailableException | StoreUnavailableException later) {
      again(key, work, failures, later);
      return;
    } catch (RuntimeException | Error failed) {
      LOG.log(Level.ERROR, "background work failed", failed);
    } finally {
      moved(-1);
    }
    next(key);
  }

  private void moved(int more) {
    busy.addAndGet(more);
    lastMoved = System.nanoTime();
  }

  /** Whether all threads are busy with what they were busy with so long ago. */
  boolean stuckFor(Duration time) {
    long since = System.nanoTime() - lastMoved;
    return busy.get() == threads && since >= time.toNanos();
  }

  @Override
  public Optional<String> end() {
    if (workers.isShutdown() || pauses.isShutdown()) {
      return Optional.of("background work has been ended");
    }
    return stuckFor(STUCK)
        ? Optional.of("no background work has got on for " + STUCK.toMinutes() + " minutes")
        : Optional.empty();
  }

  private void again(Object key, Runnable work, int failures, RuntimeException cause) {
    if (closed) {
      return;
    }
    Duration pause = pause(failures);
    LOG.log(
        Level.WARNING,
        "background work is done again in {0} ms: {1}",
        pause.toMillis(),
        cause.getMessage());
    ScheduledFuture<?> unused =
        pauses.schedule(
            () -> workers.execute(() -> run(key, work, failures + 1)),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void next(Object key) {
    places.release();
    Runnable work = take(key);
    if (work != null && !closed) {
      workers.execute(() -> run(key, work, 0));
    }
  }

  private @Nullable Runnable take(Object key) {
    synchronized (queues) {
      Queue<Runnable> queue = queues.get(key);
      Runnable work = queue == null ? null : queue.poll();
      if (work == null) {
        queues.remove(key);
      }
      return work;
    }
  }

  /** How many pieces of work wait or are being done. */
  int inHand() {
    return MOST_WAITING - places.availablePermits();
  }

  /** For tests: whether every thread has ended within that time. */
  boolean awaitEnd(Duration bound) throws InterruptedException {
    return workers.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Waits for the tasks in hand, for a bounded time, and drops what has not begun by then. Never
   * interrupts a thread: a thread that is interrupted in the middle of the embedded database's file
   * closes that file for all others.
   */
  @Override
  public void close() {
    closed = true;
    pauses.shutdown();
    workers.shutdown();
    try {
      dropping = !workers.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      dropping = true;
      Thread.currentThread().interrupt();
    }
  }
}
