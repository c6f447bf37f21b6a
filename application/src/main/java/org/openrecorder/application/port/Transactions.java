package org.openrecorder.application.port;

import java.util.function.Supplier;

/** Makes several operations of the store atomic. */
public interface Transactions {

  /**
   * Runs {@code work} atomically: when it returns all its writes are durable; if it throws none of
   * them happened. A nested block joins the surrounding one.
   *
   * @return what {@code work} returned
   * @throws StoreUnavailableException if the database cannot be used
   */
  <T> T call(Supplier<T> work);

  /** The same for work that returns nothing. */
  default void run(Runnable work) {
    boolean unused =
        call(
            () -> {
              work.run();
              return true;
            });
  }
}
