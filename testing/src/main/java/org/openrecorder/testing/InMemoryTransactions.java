package org.openrecorder.testing;

import org.openrecorder.application.port.Transactions;

/** Blocks of writes to an {@link InMemoryStore}. */
public final class InMemoryTransactions implements Transactions {

  private final InMemoryStore store;

  public InMemoryTransactions(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public void run(Runnable work) {
    store.atomically(work);
  }
}
