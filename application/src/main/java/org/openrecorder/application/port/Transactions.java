package org.openrecorder.application.port;

/** Makes several writes one. */
public interface Transactions {

  /**
   * Runs the writes of {@code work} as one: when it returns they are all durable; if it throws none
   * of them happened. Inside another such block it joins that one.
   *
   * @throws StoreUnavailable if the database cannot be used
   */
  void run(Runnable work);
}
