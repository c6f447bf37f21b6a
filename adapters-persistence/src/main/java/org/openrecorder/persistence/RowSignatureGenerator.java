package org.openrecorder.persistence;

import java.util.EnumSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.jspecify.annotations.Nullable;

/**
 * Signs a row right before it is written, when all of it is known. Public, as Hibernate has to make
 * one.
 */
public final class RowSignatureGenerator implements BeforeExecutionGenerator {

  private static final long serialVersionUID = 1L;

  /** For Hibernate. */
  public RowSignatureGenerator() {}

  @Override
  public Object generate(
      SharedSessionContractImplementor session,
      Object row,
      @Nullable Object currentValue,
      EventType event) {
    return ((AuditEntity) row).signed();
  }

  @Override
  public EnumSet<EventType> getEventTypes() {
    return EventTypeSets.INSERT_ONLY;
  }
}
