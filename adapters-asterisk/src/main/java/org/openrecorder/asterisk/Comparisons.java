package org.openrecorder.asterisk;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openrecorder.application.port.PbxUnavailableException;

/**
 * Has what is known of one PBX's channels compared with what the PBX lists: on a schedule, and soon
 * when there is reason to doubt it. Asks for the list on a thread of its own, so that events are
 * taken in meanwhile, and never so often that it costs the PBX more than a tenth of its time.
 */
final class Comparisons implements Runnable {

  private static final Logger LOG = System.getLogger(Comparisons.class.getName());

  /** Between two comparisons of a PBX with few channels. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

  /** How many times as long as a list took is waited before the next one. */
  private static final int PAUSE_FOR_TIME = 10;

  private final AsteriskPbx pbx;
  private final LinkSupervisor keeper;
  private final EventQueue queue;
  private final ChannelSnapshotQuery list;
  private final Duration every;
  private final Object lock = new Object();
  private CompletableFuture<Object> next = new CompletableFuture<>();
  private CompletableFuture<Object> underWay = CompletableFuture.completedFuture(true);
  private boolean wanted;
  private boolean closed;
  private long begun = System.nanoTime();
  private long pause = SHORTEST_PAUSE.toNanos();

  Comparisons(
      AsteriskPbx pbx,
      LinkSupervisor keeper,
      EventQueue queue,
      ChannelSnapshotQuery list,
      Duration every) {
    this.pbx = pbx;
    this.keeper = keeper;
    this.queue = queue;
    this.list = list;
    this.every = every;
  }

  /** There is reason to compare; returns at once. */
  void soon() {
    synchronized (lock) {
      wanted = true;
      lock.notifyAll();
    }
  }

  /**
   * Waits until a comparison is done that was begun a short time ago or later, at most that long.
   *
   * @return whether there was one
   */
  boolean await(Duration most) {
    try {
      Object unused = fresh().get(most.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException | java.util.concurrent.CancellationException e) {
      return false;
    }
  }

  private CompletableFuture<Object> fresh() {
    synchronized (lock) {
      if (System.nanoTime() - begun < pause) {
        return underWay;
      }
      soon();
      return next;
    }
  }

  void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }

  @Override
  public void run() {
    try {
      while (awaitTurn()) {
        compare();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when it is over. */
  private boolean awaitTurn() throws InterruptedException {
    synchronized (lock) {
      long left = untilNext();
      while (!closed && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(lock, left);
        left = untilNext();
      }
      wanted = false;
      begun = System.nanoTime();
      underWay = next;
      next = new CompletableFuture<>();
      return !closed;
    }
  }

  private long untilNext() {
    return begun + (wanted ? pause : Math.max(pause, every.toNanos())) - System.nanoTime();
  }

  private void compare() {
    CompletableFuture<Object> done = underWay;
    keeper.up().ifPresentOrElse(session -> compare(session, done), () -> done.cancel(false));
    synchronized (lock) {
      pause = Math.max(SHORTEST_PAUSE.toNanos(), (System.nanoTime() - begun) * PAUSE_FOR_TIME);
    }
  }

  private void compare(AmiSession session, CompletableFuture<Object> done) {
    try {
      queue.listed(session, new LinkMessage.Listed(list.ask(), done));
    } catch (PbxUnavailableException notNow) {
      LOG.log(Level.DEBUG, "PBX {0}: not compared: {1}", pbx.name(), notNow.getMessage());
      done.cancel(false);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "PBX " + pbx.name() + ": could not read the list of channels", e);
      done.cancel(false);
    }
  }
}
