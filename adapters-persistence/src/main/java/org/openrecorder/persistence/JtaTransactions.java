package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.openrecorder.application.port.Transactions;

/** Blocks of writes as transactions of the container. */
@Singleton
public class JtaTransactions implements Transactions {

  private final Database database;

  @Inject
  JtaTransactions(Database database) {
    this.database = database;
  }

  @Override
  public <T> T call(Supplier<T> work) {
    return database.block(work);
  }
}
