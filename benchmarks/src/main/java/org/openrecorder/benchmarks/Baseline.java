package org.openrecorder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A table of its own in a database of the same kind and on the same disk as the server's. */
final class Baseline implements AutoCloseable {

  private final Connection connection;
  private final PreparedStatement insert;
  private final Optional<FileChannel> file;

  private Baseline(Connection connection, Optional<FileChannel> file) throws SQLException {
    this.connection = connection;
    this.file = file;
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table baseline (id bigint primary key, text varchar(200))");
    }
    this.insert = connection.prepareStatement("insert into baseline values (?, ?)");
  }

  /** An embedded database, whose commits are forced to the disk as the server does with its own. */
  static Baseline embedded(Path place) throws SQLException, IOException {
    Connection connection = embeddedConnection(place);
    Path file = place.resolveSibling(place.getFileName() + ".mv.db");
    return new Baseline(connection, Optional.of(FileChannel.open(file, StandardOpenOption.WRITE)));
  }

  /** A database that sees to the disk itself. */
  static Baseline server(String url, String user) throws SQLException {
    return new Baseline(DriverManager.getConnection(url, user, ""), Optional.empty());
  }

  /** A database file as the server's own. */
  static Connection embeddedConnection(Path place) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:retry:" + place + ";WRITE_DELAY=0", "recorder", "recorder");
  }

  /** Nanoseconds until one more row is on the disk. */
  long commit(long number) throws SQLException {
    insert.setLong(1, number);
    insert.setString(2, "row " + number);
    long begin = System.nanoTime();
    insert.executeUpdate();
    file.ifPresent(Baseline::force);
    return System.nanoTime() - begin;
  }

  private static void force(FileChannel file) {
    try {
      file.force(false);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
