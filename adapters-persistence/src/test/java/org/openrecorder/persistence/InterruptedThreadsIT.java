package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * H2 with the URL that the server uses, while threads are interrupted in the middle of reads and
 * commits, as a container does with its threads when a deployment stops. With {@code jdbc:h2:file:}
 * the first interrupt closes the file for all threads, and the next start may find it corrupt.
 */
class InterruptedThreadsIT {

  private static final int WRITERS = 4;
  private static final int ROWS = 500;
  private static final long SEED = Long.getLong("interrupts.seed", new Random().nextLong());

  private final Set<Integer> committed = ConcurrentHashMap.newKeySet();

  @Test
  void an_interrupted_thread_closes_the_database_for_no_other(@TempDir Path folder)
      throws SQLException, InterruptedException {
    System.out.println("interrupts from the seed " + SEED);
    String url = "jdbc:h2:retry:" + folder.resolve("db") + ";WRITE_DELAY=0;CACHE_SIZE=64";
    try (Connection keptOpen = open(url);
        Statement statement = keptOpen.createStatement()) {
      statement.execute("create table note (id int primary key, text varchar)");
      List<Thread> writers =
          Stream.iterate(0, first -> first + ROWS)
              .limit(WRITERS)
              .map(first -> new Thread(() -> write(url, first)))
              .toList();
      writers.forEach(Thread::start);
      interruptUntilAllHaveEnded(writers);
      assertThat(ids(statement)).containsAll(committed);
      assertThat(statement.executeUpdate("insert into note values (-1, 'still open')")).isOne();
    }
    assertThat(committed).hasSizeGreaterThan(WRITERS * ROWS * 9 / 10);
    try (Connection again = open(url);
        Statement statement = again.createStatement()) {
      assertThat(ids(statement)).containsAll(committed).contains(-1);
    }
  }

  private static void interruptUntilAllHaveEnded(List<Thread> writers) throws InterruptedException {
    Random random = new Random(SEED);
    while (writers.stream().anyMatch(Thread::isAlive)) {
      writers.get(random.nextInt(WRITERS)).join(5);
      writers.get(random.nextInt(WRITERS)).interrupt();
    }
  }

  private void write(String url, int first) {
    for (int id = first; id < first + ROWS; id++) {
      try (Connection connection = open(url)) {
        connection.setAutoCommit(false);
        insert(connection, id);
        connection.commit();
        committed.add(id);
      } catch (SQLException interrupted) {
        Thread.interrupted(); // this record is lost, and was not acknowledged
      }
    }
  }

  private static void insert(Connection connection, int id) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into note values (?, repeat('x', 2000))")) {
      insert.setInt(1, id);
      insert.executeUpdate();
    }
  }

  private static Set<Integer> ids(Statement statement) throws SQLException {
    Set<Integer> ids = new HashSet<>();
    try (ResultSet rows = statement.executeQuery("select id from note")) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }

  private static Connection open(String url) throws SQLException {
    return DriverManager.getConnection(url, "recorder", "recorder");
  }
}
