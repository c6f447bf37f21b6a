package org.openrecorder.persistence;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.InvalidValue;

/**
 * The one way to the database. Each piece of work runs in the transaction that is going on, or else
 * in one of its own that is durable when the call returns. This is the place where all failures of
 * the database become {@link StoreUnavailableException}.
 *
 * <p>Nothing is remembered between two pieces of work, not even within one transaction: updates go
 * past the objects that JPA remembers, so it must not remember any.
 */
@Singleton
class Database {

  /**
   * Seconds that a transaction may last: it bounds the locks that a busy machine holds. It does not
   * bound the answer of a silent database; waiting for a connection and for each statement have
   * limits of their own.
   */
  private static final int TIMEOUT_SECONDS = 10;

  private static final int DEFAULT_TIMEOUT = 0;

  @PersistenceContext(unitName = "openrecorder")
  private EntityManager entities;

  @Resource(lookup = "java:jboss/UserTransaction")
  private UserTransaction transaction;

  private final H2CommitSync file;
  private final H2PlanRefresh plans;

  /** The container fills the other fields. */
  @Inject
  @SuppressWarnings("NullAway.Init")
  Database(H2CommitSync file, H2PlanRefresh plans) {
    this.file = file;
    this.plans = plans;
  }

  Database(
      H2CommitSync file, H2PlanRefresh plans, EntityManager entities, UserTransaction transaction) {
    this.file = file;
    this.plans = plans;
    this.entities = entities;
    this.transaction = transaction;
  }

  /** Reads. What was read must be copied before {@code work} returns. */
  <T> T read(Function<EntityManager, T> work) {
    return translated(
        () -> {
          T result = work.apply(entities);
          entities.clear();
          return result;
        });
  }

  /** Writes, and sees to it that the database has taken everything. */
  <T> T write(Function<EntityManager, T> work) {
    return durable(() -> written(work), result -> true);
  }

  /**
   * The same for a statement that often finds nothing to change, and then waits for no disk.
   *
   * @param statement answers how many rows it has changed
   */
  int change(Function<EntityManager, Integer> statement) {
    return durable(() -> written(statement), changed -> changed > 0);
  }

  private <T> T written(Function<EntityManager, T> work) {
    return translated(
        () -> {
          T result = work.apply(entities);
          entities.flush();
          entities.clear();
          return result;
        });
  }

  /**
   * Runs several pieces of work as one. What {@code work} throws is thrown on, and undoes them all.
   */
  <T> T block(Supplier<T> work) {
    return durable(() -> inTransaction(work), result -> true);
  }

  /** Whether what is written now is part of something larger. */
  boolean isInTransaction() {
    return status() != Status.STATUS_NO_TRANSACTION;
  }

  /** Inside another block it is for that one to see to the disk. */
  private <T> T durable(Supplier<T> work, Predicate<T> hasWritten) {
    boolean outermost = !isInTransaction();
    T result = work.get();
    if (outermost && hasWritten.test(result)) {
      file.force();
      plans.written();
    }
    return result;
  }

  private <T> T translated(Supplier<T> work) {
    try {
      return inTransaction(work);
    } catch (InvalidValue broken) {
      throw new DataCorruptException("the database holds what no rule allows", broken);
    } catch (PersistenceException failed) {
      throw unavailable(failed);
    }
  }

  private <T> T inTransaction(Supplier<T> work) {
    return isInTransaction() ? joined(work) : begun(work);
  }

  private <T> T begun(Supplier<T> work) {
    begin();
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error failed) {
      rollBack(failed);
      throw failed;
    }
    commit();
    return result;
  }

  private <T> T joined(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error failed) {
      doom(failed);
      throw failed;
    }
  }

  private int status() {
    try {
      return transaction.getStatus();
    } catch (SystemException failed) {
      throw unavailable(failed);
    }
  }

  /**
   * The timeout is a property of the thread, so it is set back for others who begin transactions on
   * it.
   */
  private void begin() {
    try {
      transaction.setTransactionTimeout(TIMEOUT_SECONDS);
      transaction.begin();
      transaction.setTransactionTimeout(DEFAULT_TIMEOUT);
    } catch (NotSupportedException | SystemException failed) {
      throw unavailable(failed);
    }
  }

  private void commit() {
    try {
      transaction.commit();
    } catch (RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException
        | SystemException
        | IllegalStateException failed) {
      throw unavailable(failed);
    }
  }

  private void rollBack(Throwable cause) {
    try {
      transaction.rollback();
    } catch (SystemException | IllegalStateException alsoFailed) {
      cause.addSuppressed(alsoFailed);
    }
  }

  /** Code that catches the failure inside the block must not get half of the block stored. */
  private void doom(Throwable cause) {
    try {
      transaction.setRollbackOnly();
    } catch (SystemException | IllegalStateException alsoFailed) {
      cause.addSuppressed(alsoFailed);
    }
  }

  private static StoreUnavailableException unavailable(Exception failed) {
    return new StoreUnavailableException("the database cannot be used now", failed);
  }
}
