package org.openrecorder.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.StoreUnavailable;

/**
 * Does background work beside the test, as the server does: in order within a lane, lanes beside
 * each other. What has to be repeated is repeated at once.
 */
public final class LaneBackground implements Background {

  private static final int MOST_TRIES = 1_000;

  private final Executor executor;
  private final Map<Object, CompletableFuture<Void>> lanes = new ConcurrentHashMap<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  public LaneBackground(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void submit(Object lane, Runnable work) {
    lanes.compute(
        lane,
        (unused, before) ->
            before == null
                ? CompletableFuture.runAsync(() -> untilDone(work), executor)
                : before.thenRunAsync(() -> untilDone(work), executor));
  }

  @Override
  public void submitLater(Object lane, Duration pause, Runnable work) {
    // no test over this runs so long
  }

  private void untilDone(Runnable work) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      try {
        work.run();
        return;
      } catch (PbxUnavailable | StoreUnavailable later) {
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
    while (!seen.equals(lanes)) {
      seen = Map.copyOf(lanes);
      CompletableFuture.allOf(seen.values().toArray(CompletableFuture<?>[]::new))
          .get(60, TimeUnit.SECONDS);
    }
    return List.copyOf(failures);
  }
}
