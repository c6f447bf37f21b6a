package org.openrecorder.application.port;

import java.util.function.Supplier;

/** Makes several pieces of work with the store one. */
public interface Transactions {

  /**
   * Runs {@code work} as one: when it returns all its writes are durable; if it throws none of them
   * happened. Inside another such block it joins that one.
   *
   * @return what {@code work} gave
   * @throws StoreUnavailableException if the database cannot be used
   */
  <T> T call(Supplier<T> work);

  /** The same for work that gives nothing. */
  default void run(Runnable work) {
    boolean unused =
        call(
            () -> {
              work.run();
              return true;
            });
  }
}
