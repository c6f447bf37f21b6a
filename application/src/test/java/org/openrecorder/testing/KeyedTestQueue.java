package org.openrecorder.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * Does background work beside the test, as the server does: in order within a task key, task keys
 * beside each other. What has to be repeated is repeated at once.
 */
public final class KeyedTestQueue implements KeyedTaskQueue {

  private static final int MOST_TRIES = 1_000;

  private final Executor executor;
  private final Map<Object, CompletableFuture<Void>> queues = new ConcurrentHashMap<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  public KeyedTestQueue(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void submit(Object key, Runnable work) {
    queues.compute(
        key,
        (unused, before) ->
            before == null
                ? CompletableFuture.runAsync(() -> untilDone(work), executor)
                : before.thenRunAsync(() -> untilDone(work), executor));
  }

  @Override
  public void submitLater(Object key, Duration pause, Runnable work) {
    // no test over this runs so long
  }

  private void untilDone(Runnable work) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      try {
        work.run();
        return;
      } catch (PbxUnavailableException | StoreUnavailableException later) {
        Thread.onSpinWait();
      } catch (RuntimeException | Error failed) {
        failures.add(failed);
        return;
      }
    }
    failures.add(new AssertionError("given up after " + MOST_TRIES + " tries"));
  }

  /** Waits until nothing is left to do; answers what failed so far for good. */
  public List<Throwable> awaitIdle() throws Exception {
    Map<Object, CompletableFuture<Void>> seen = Map.of();
    while (!seen.equals(queues)) {
      seen = Map.copyOf(queues);
      CompletableFuture.allOf(seen.values().toArray(CompletableFuture<?>[]::new))
          .get(60, TimeUnit.SECONDS);
    }
    return List.copyOf(failures);
  }
}
