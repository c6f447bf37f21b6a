package org.openrecorder.persistence;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.ats.jta.TransactionManager;
import com.arjuna.ats.jta.UserTransaction;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.SessionFactory;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.stat.Statistics;
import org.openrecorder.audit.AuditKey;

/**
 * The persistence unit as it is shipped, started outside the server: with the server's transaction
 * manager, and a pool that takes part in its transactions as the server's does.
 */
final class TestDatabase implements AutoCloseable {

  /** What the tests' audit trail is signed with. */
  static final AuditKey KEY = new AuditKey("a key of the tests, and of nobody else");

  private static final int MOST_CONNECTIONS = 8;
  private static final Duration MOST_WAIT = Duration.ofSeconds(3);

  private static final Duration LONG = Duration.ofSeconds(20);

  private final boolean postgresql;
  private final AgroalDataSource pool;
  private final AgroalDataSource owner;
  private final EntityManagerFactory factory;
  private final Database database;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  TestDatabase(String url, String user) {
    this(url, user, user);
  }

  /** With tables that belong to another user than the one that uses them. */
  TestDatabase(String url, String user, String ownerUser) {
    this.postgresql = url.startsWith("jdbc:postgresql:");
    this.pool = pool(url, user);
    this.owner = pool(url, ownerUser);
    this.factory =
        Persistence.createEntityManagerFactory(
            "openrecorder",
            Map.of(
                "jakarta.persistence.jtaDataSource",
                pool,
                SchemaMigration.OWNER,
                owner,
                "hibernate.transaction.jta.platform",
                "JBossTS",
                "hibernate.current_session_context_class",
                "jta",
                "hibernate.generate_statistics",
                true,
                "hibernate.jdbc.batch_size",
                postgresql ? 50 : 0,
                "hibernate.session_factory.statement_inspector",
                (StatementInspector) this::asked));
    this.database = database(new H2CommitSync(pool, Thread.ofPlatform().daemon().factory(), LONG));
  }

  private String asked(String sql) {
    asked.add(sql);
    return sql;
  }

  /** The texts of the statements of that work. */
  List<String> asked(Runnable work) {
    asked.clear();
    work.run();
    return List.copyOf(asked);
  }

  private Database database(H2CommitSync file) {
    return new Database(
        file, new H2PlanRefresh(pool), entities(factory), UserTransaction.userTransaction());
  }

  /** The same database on a disk that does with a commit what {@code forcing} does. */
  Database database(FsyncQueue.Forcing forcing) {
    return database(new H2CommitSync(forcing, new FsyncQueue(Runnable::run, LONG)));
  }

  private static AgroalDataSource pool(String url, String user) {
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(MOST_CONNECTIONS)
                          .acquisitionTimeout(MOST_WAIT)
                          .exceptionSorter(new PostgreSQLExceptionSorter())
                          .transactionIntegration(
                              new NarayanaTransactionIntegration(
                                  TransactionManager.transactionManager(),
                                  new TransactionSynchronizationRegistryImple()))
                          .connectionFactoryConfiguration(
                              factory ->
                                  factory
                                      .jdbcUrl(url)
                                      .principal(new NamePrincipal(user))
                                      .credential(new SimplePassword("")))));
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** What the container injects: an entity manager that is another in each transaction. */
  private static EntityManager entities(EntityManagerFactory factory) {
    SessionFactory sessions = factory.unwrap(SessionFactory.class);
    return (EntityManager)
        Proxy.newProxyInstance(
            TestDatabase.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> call(sessions.getCurrentSession(), method, arguments));
  }

  private static Object call(EntityManager current, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(current, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  Database database() {
    return database;
  }

  /** How many statements {@code work} sends. */
  long statementsOf(Runnable work) {
    Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
    long before = statistics.getPrepareStatementCount();
    work.run();
    return statistics.getPrepareStatementCount() - before;
  }

  AgroalDataSource pool() {
    return pool;
  }

  /** Takes everything out, so that each test begins with nothing. */
  void empty() {
    execute("delete from administrator");
    emptyAudit();
    execute("delete from announced_audit_entry");
    execute("delete from denied_access");
    execute("delete from listener");
    execute("delete from client_secret");
    execute("delete from client_system");
    execute("delete from recording");
    execute("delete from call_leg");
    execute("delete from call_record");
  }

  /** PostgreSQL refuses it, also to the owner, as long as its triggers are there. */
  private void emptyAudit() {
    for (String table : List.of("audit_seal", "audit_entry")) {
      tampering("delete from " + table, table);
    }
  }

  /** What the owner of a database can do who is bent on it. */
  void tampering(String sql, String table) {
    if (postgresql) {
      execute("alter table " + table + " disable trigger user");
    }
    execute(sql);
    if (postgresql) {
      execute("alter table " + table + " enable trigger user");
    }
  }

  void execute(String sql) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  @Override
  public void close() {
    factory.close();
    pool.close();
    owner.close();
  }
}
