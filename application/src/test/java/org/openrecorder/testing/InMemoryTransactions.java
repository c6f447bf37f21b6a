package org.openrecorder.testing;

import java.util.function.Supplier;
import org.openrecorder.application.port.Transactions;

/** Blocks of writes to an {@link InMemoryStore}. */
public final class InMemoryTransactions implements Transactions {

  private final InMemoryStore store;

  public InMemoryTransactions(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public <T> T call(Supplier<T> work) {
    return store.atomically(work);
  }
}
