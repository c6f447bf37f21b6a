package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.systemtests.RecorderServer.Said;

/** The verifier of the audit trail as it is installed, over the embedded database. */
class VerifyAuditIT {

  private static final long HIGHEST = Long.MAX_VALUE;

  @TempDir Path folder;
  private RecorderServer server;

  @BeforeEach
  void start() {
    server = RecorderServer.start(folder, TestEnvironment.people());
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

  /** It once ended the sealing of all other rows without a word. */
  @Test
  void a_row_inserted_with_the_highest_number_is_reported_and_the_others_are_sealed()
      throws SQLException {
    Crm crm = new Crm(server);
    assertThat(crm.stop("410").statusCode()).isEqualTo(404);
    assertThat(server.stop()).isTrue();
    String columns =
        "happened_at, client, address, action, username, subject, recording_id, result, reason,"
            + " proof";
    execute(
        "insert into audit_entry (number, %s) select %d, %s from audit_entry where subject = '410'"
            .formatted(columns, HIGHEST, columns));

    server.start();
    server.awaitReady();
    assertThat(crm.stop("411").statusCode()).isEqualTo(404);
    Awaitility.await()
        .atMost(TestEnvironment.SOON)
        .until(() -> crm.metric("openrecorder_audit_tampered_total"), total -> total == 1);
    // so many digits could be those of a card, and the log does not repeat them
    assertThat(server.log()).contains("rows that this server did not write: 1, the first");
    assertThat(crm.stop("412").statusCode()).isEqualTo(404);
    assertThat(server.stop()).isTrue();
    verified(
        1,
        "INSERTED: row " + HIGHEST + " of ",
        "4 rows sealed, 0 wait to be",
        "the audit trail is NOT sound");
  }

  /** A chain that only agrees with itself can have been made by anybody. */
  @Test
  void without_key_and_earlier_ends_nothing_is_verified() throws Exception {
    Crm crm = new Crm(server);
    assertThat(crm.stop("410").statusCode()).isEqualTo(404);
    assertThat(server.stop()).isTrue();
    verified(0, "compared with 1 earlier ends", "nothing was found");
    Path key = server.data().resolve("audit-key");
    Path heads = server.data().resolve("audit-head");

    Files.move(key, folder.resolve("key"));
    verified(0, "SIGNATURES WERE NOT LOOKED AT", "nothing was found");
    Files.move(heads, folder.resolve("heads"));
    verified(2, "SIGNATURES WERE NOT LOOKED AT", "NOT VERIFIED: neither the key nor");
    execute("update audit_entry set result = 'OK'");
    verified(1, "CHANGED: row ", "NOT sound");
    execute("update audit_entry set result = 'NO_SUCH_CALL'");
    Files.writeString(heads, "not a line of it\n");
    verified(2, "NOT VERIFIED: neither the key nor");
    Files.delete(heads);

    Files.move(folder.resolve("key"), key);
    verified(0, "NO EARLIER END OF THE CHAIN IS KNOWN", "nothing was found");
  }

  /** Without the key an earlier end vouches for what is before it, and for nothing behind it. */
  @Test
  void what_follows_the_last_known_end_is_not_verified_without_the_key() throws Exception {
    Crm crm = new Crm(server);
    assertThat(crm.stop("410").statusCode()).isEqualTo(404);
    assertThat(server.stop()).isTrue();
    Path heads = server.data().resolve("audit-head");
    Files.copy(heads, folder.resolve("heads"));
    server.start();
    server.awaitReady();
    assertThat(crm.stop("411").statusCode()).isEqualTo(404);
    assertThat(server.stop()).isTrue();

    Files.delete(heads);
    Path copy = folder.resolve("heads");
    assertThat(server.verifyAudit("--heads", copy.toString()).status()).isZero();
    Files.delete(server.data().resolve("audit-key"));
    RecorderServer.Said verified = server.verifyAudit("--heads", copy.toString());
    assertThat(verified.words()).contains("nothing vouches for what follows seal 1");
    assertThat(verified.status()).isEqualTo(2);
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThat(server.verifyAudit("--heads", empty.toString()).status()).isEqualTo(2);
  }

  private void verified(int status, String... words) {
    Said verified = server.verifyAudit();
    assertThat(verified.words()).contains(words);
    assertThat(verified.status()).as(verified.words()).isEqualTo(status);
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
