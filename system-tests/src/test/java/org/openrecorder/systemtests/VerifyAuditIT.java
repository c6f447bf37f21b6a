package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.systemtests.RecorderServer.Verified;

/** The verifier of the audit trail as it is installed, over the embedded database. */
class VerifyAuditIT {

  @TempDir Path folder;
  private RecorderServer server;

  @BeforeEach
  void start() {
    server = RecorderServer.start(folder, Bed.people());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_row_that_was_changed_while_the_server_was_down_is_named() throws SQLException {
    Crm crm = new Crm(server);
    assertThat(crm.stop("410").statusCode()).isEqualTo(404);
    server.kill();
    verified(0, "nothing was found");

    server.start();
    server.awaitReady();
    assertThat(crm.stop("411").statusCode()).isEqualTo(404);
    assertThat(crm.start("412", "22").statusCode()).isEqualTo(404);
    verified(2, "stop the server");
    assertThat(server.stop()).isTrue();
    verified(0, "3 rows sealed, 0 wait to be", "nothing was found");

    long second = number("where subject = '411'");
    execute("update audit_entry set result = 'OK' where number = " + second);
    verified(1, "CHANGED: row " + second + " of ", ": result\n", "NOT sound");
    execute("update audit_entry set result = 'NO_SUCH_CALL' where number = " + second);
    verified(0, "nothing was found");

    long last = number("where subject = '412'");
    execute("delete from audit_entry where number = " + last);
    verified(1, "REMOVED: row " + last);
    execute("delete from audit_seal where entry = " + last);
    verified(1, "CUT_OFF: the chain behind seal 2");
  }

  private void verified(int status, String... words) {
    Verified verified = server.verifyAudit();
    assertThat(verified.said()).contains(words);
    assertThat(verified.status()).as(verified.said()).isEqualTo(status);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:file:" + server.data().resolve("db/recorder"), "recorder", "recorder");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private long number(String where) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select number from audit_entry " + where)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
