package org.openrecorder.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.openrecorder.application.port.Transactions;

/** Blocks of writes as transactions of the container. */
@ApplicationScoped
public class JtaTransactions implements Transactions {

  private Database database;

  /** For the client proxy. */
  @SuppressWarnings("NullAway.Init")
  protected JtaTransactions() {}

  @Inject
  JtaTransactions(Database database) {
    this.database = database;
  }

  @Override
  public <T> T call(Supplier<T> work) {
    return database.block(work);
  }
}
