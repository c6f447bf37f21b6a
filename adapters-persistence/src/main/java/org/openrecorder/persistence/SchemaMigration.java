package org.openrecorder.persistence;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables up to date, as their owner. Hibernate calls it when the persistence unit
 * starts, before it compares the tables with the entities, so that nothing ever sees old tables.
 * Where the running server uses another user than the owner, that one is given what it needs and no
 * more.
 */
public final class SchemaMigration implements Integrator {

  /** The property that names the owner's data source, or is one. */
  static final String OWNER = "openrecorder.owner";

  /**
   * Has no other owner than its user; and a connection of the owner's that is left in its pool
   * would keep it from being opened again after its disk was full.
   */
  private static final String EMBEDDED = "H2";

  /** Who is asked, on what. */
  private record Connected(String product, String user) {}

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor sessionFactory) {
    DataSource running = running(sessionFactory);
    String runner = connected(running).user();
    DataSource owner =
        connected(running).product().equals(EMBEDDED)
            ? running
            : owner(sessionFactory.getProperties().get(OWNER));
    Connected owning = connected(owner);
    List<String> locations = new ArrayList<>(List.of("classpath:db/migration"));
    if (owning.product().equals("PostgreSQL")) {
      locations.add("classpath:db/postgresql");
      if (!runner.equals(owning.user())) {
        locations.add("classpath:db/owner");
      }
    }
    Flyway.configure(SchemaMigration.class.getClassLoader())
        .dataSource(owner)
        .locations(locations.toArray(String[]::new))
        .placeholders(Map.of("runner", runner.replace("\"", "\"\"")))
        .load()
        .migrate();
  }

  private static Connected connected(DataSource source) {
    try (Connection connection = source.getConnection()) {
      DatabaseMetaData about = connection.getMetaData();
      return new Connected(about.getDatabaseProductName(), about.getUserName());
    } catch (SQLException failed) {
      throw new IllegalStateException(
          "the database cannot be used: " + failed.getMessage(), failed);
    }
  }

  /** The name comes from the persistence unit that is shipped, from nowhere else. */
  @SuppressWarnings("BanJNDI")
  private static DataSource owner(@Nullable Object given) {
    if (given instanceof DataSource source) {
      return source;
    }
    try {
      return InitialContext.doLookup(String.valueOf(given));
    } catch (NamingException missing) {
      throw new IllegalStateException("there is no data source " + given, missing);
    }
  }

  private static DataSource running(SessionFactoryImplementor sessionFactory) {
    return sessionFactory
        .getServiceRegistry()
        .requireService(ConnectionProvider.class)
        .unwrap(DataSource.class);
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {}
}
