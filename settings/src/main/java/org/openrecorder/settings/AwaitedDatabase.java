package org.openrecorder.settings;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.openrecorder.settings.RecorderSettings.Database;

/**
 * An external database that may not be reachable yet when the server is to start, for example after
 * a power cut. The server cannot come up without its tables, so the start script waits for the
 * database.
 */
final class AwaitedDatabase {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Attempts between two messages: about one minute. */
  private static final int TRIES_IN_SILENCE = 60;

  /**
   * SQLSTATE classes of a rejected user name or password, and of a database that does not exist.
   */
  private static final List<String> WRONG = List.of("28", "3D");

  /** One attempt to connect. */
  interface Attempt {
    void connect() throws SQLException;
  }

  private final Attempt attempt;
  private final Duration pause;

  AwaitedDatabase(Attempt attempt, Duration pause) {
    this.attempt = attempt;
    this.pause = pause;
  }

  static AwaitedDatabase of(Database database, String url) {
    return new AwaitedDatabase(() -> connect(database, url), PAUSE);
  }

  private static void connect(Database database, String url) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(url, database.user(), database.password().reveal())) {
      if (!connection.isValid((int) PAUSE.toSeconds())) {
        throw new SQLException("it does not answer");
      }
    }
  }

  /**
   * Returns when the database accepts connections, however long that takes.
   *
   * @param told receives what the server waits for, at first and once a minute
   * @throws InvalidSettings if the database rejects the credentials or does not exist: then waiting
   *     does not help
   */
  void await(Consumer<String> told) {
    for (int tries = 0; !answers(tries, told); tries++) {
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private boolean answers(int tries, Consumer<String> told) {
    try {
      attempt.connect();
      return true;
    } catch (SQLException notNow) {
      if (isWrong(notNow)) {
        throw new InvalidSettings(
            List.of("the database refuses recorder.db.*: " + notNow.getMessage()));
      }
      if (tries % TRIES_IN_SILENCE == 0) {
        told.accept("waiting for the database: " + notNow.getMessage());
      }
      return false;
    }
  }

  private static boolean isWrong(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && WRONG.stream().anyMatch(state::startsWith);
  }
}
