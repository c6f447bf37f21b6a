package org.openrecorder.audit.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.openrecorder.audit.AuditKey;
import org.openrecorder.audit.AuditTables;
import org.openrecorder.audit.ChainHead;
import org.openrecorder.audit.Verification;
import org.openrecorder.audit.VerificationReport;
import org.openrecorder.settings.RecorderSettings;

/** The server's database, opened read-only. */
final class AuditDatabase {

  /** H2's error code for a file that another process has open. */
  private static final int IN_USE = 90_020;

  private final RecorderSettings settings;

  AuditDatabase(RecorderSettings settings) {
    this.settings = settings;
  }

  /** Verifies one snapshot of the database, even while the server writes. */
  VerificationReport verify(Optional<AuditKey> key, List<ChainHead> heads)
      throws VerificationUnavailable {
    try (Connection connection = open()) {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      VerificationReport report = new Verification(new AuditTables(connection), key, heads).run();
      connection.rollback();
      return report;
    } catch (SQLException failed) {
      throw new VerificationUnavailable(
          failed.getErrorCode() == IN_USE
              ? "the embedded database is in use: stop the server, then look again"
              : "the database cannot be read: " + failed.getMessage());
    }
  }

  private Connection open() throws SQLException, VerificationUnavailable {
    Optional<RecorderSettings.Database> given = settings.database();
    return given.isPresent() ? open(given.get()) : embedded(settings.databaseFile());
  }

  private static Connection open(RecorderSettings.Database database) throws SQLException {
    return DriverManager.getConnection(
        database.url(), database.user(), database.password().reveal());
  }

  private static Connection embedded(Path name) throws SQLException, VerificationUnavailable {
    Path file = name.resolveSibling(name.getFileName() + ".mv.db");
    if (Files.notExists(file)) {
      throw new VerificationUnavailable("there is no database " + file);
    }
    return DriverManager.getConnection(
        "jdbc:h2:file:" + name + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE", "recorder", "recorder");
  }
}
