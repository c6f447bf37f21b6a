package org.openrecorder.persistence;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Brings the tables up to date. Hibernate calls it when the persistence unit starts, before it
 * compares the tables with the entities, so that nothing ever sees old tables.
 */
public final class SchemaMigration implements Integrator {

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor sessionFactory) {
    Flyway.configure(SchemaMigration.class.getClassLoader())
        .dataSource(dataSource(sessionFactory))
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  private static DataSource dataSource(SessionFactoryImplementor sessionFactory) {
    return sessionFactory
        .getServiceRegistry()
        .requireService(ConnectionProvider.class)
        .unwrap(DataSource.class);
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {}
}
