package org.openrecorder.asterisk;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;

/** Background work on threads of its own, with pauses that a test can wait for. */
final class RetryingBackground implements KeyedTaskQueue, AutoCloseable {

  private static final int THREADS = 3;
  private static final Duration PAUSE = Duration.ofMillis(30);

  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);

  @Override
  public void submit(Object key, Runnable work) {
    threads.execute(() -> run(work));
  }

  @Override
  public void submitLater(Object key, Duration pause, Runnable work) {
    var unused = threads.schedule(() -> run(work), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (PbxUnavailableException | StoreUnavailableException later) {
      var unused = threads.schedule(() -> run(work), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
