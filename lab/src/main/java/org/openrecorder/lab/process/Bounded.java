package org.openrecorder.lab.process;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waiting that always ends. */
public final class Bounded {
  private Bounded() {}

  /**
   * Waits for a result.
   *
   * @param complaint says what did not happen; asked only when the bound has passed
   * @throws LabFailure when the bound passes, the work failed, or the waiting thread is interrupted
   */
  public static <T> T await(Future<T> result, Duration bound, Supplier<String> complaint) {
    try {
      return result.get(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new LabFailure(complaint.get() + " within " + bound.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw failureBehind(e, complaint);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while waiting: " + complaint.get(), e);
    }
  }

  private static LabFailure failureBehind(ExecutionException e, Supplier<String> complaint) {
    Throwable cause = e.getCause();
    return cause instanceof LabFailure failure
        ? failure
        : new LabFailure(complaint.get() + ": " + cause, e);
  }
}
