package org.openrecorder.persistence;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * How H2 goes about its statements. It decides that by the number of rows when a statement is
 * prepared, and keeps to it as long as the pool keeps the statement: what was prepared for an empty
 * table would look through all of it years later. So it is told to decide anew now and then.
 * PostgreSQL sees to that itself, and nothing is done for it.
 */
@Singleton
class H2PlanRefresh {

  private static final Logger LOG = System.getLogger(H2PlanRefresh.class.getName());

  /** Writes from one decision to the next; before, each time when they have doubled. */
  static final long INTERVAL = 1_024;

  /** Any {@code SET} makes H2 compile all statements of all connections when they are used next. */
  private static final String RENEW = "set throttle 0";

  private static final String H2 = "H2";

  @Resource(lookup = "java:jboss/datasources/OpenRecorder")
  private DataSource source;

  private final AtomicLong writes = new AtomicLong();

  /** The container fills the field. */
  @SuppressWarnings("NullAway.Init")
  H2PlanRefresh() {}

  H2PlanRefresh(DataSource source) {
    this.source = source;
  }

  /** Something was written and committed. Never throws. */
  void written() {
    if (isDue(writes.incrementAndGet())) {
      renew();
    }
  }

  private static boolean isDue(long writes) {
    return writes % INTERVAL == 0 || (writes < INTERVAL && Long.bitCount(writes) == 1);
  }

  private void renew() {
    try (Connection connection = source.getConnection()) {
      if (connection.getMetaData().getDatabaseProductName().equals(H2)) {
        execute(connection);
      }
    } catch (SQLException notNow) {
      LOG.log(Level.DEBUG, "H2 keeps its plans for now", notNow);
    }
  }

  private static void execute(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(RENEW);
    }
  }
}
