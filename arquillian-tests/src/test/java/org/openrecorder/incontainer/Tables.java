package org.openrecorder.incontainer;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.DeniedAccessLog;
import org.openrecorder.testing.AuditTable;
import org.openrecorder.testing.DeniedAccessTable;

/** The database as it is, past all that the server has for it. */
@Dependent
class Tables {

  private static final List<String> ALL =
      List.of(
          "administrator",
          "audit_seal",
          "audit_entry",
          "announced_audit_entry",
          "denied_access",
          "recording",
          "call_leg",
          "call_record",
          "listener",
          "client_secret",
          "client_system");

  @Resource(lookup = "java:jboss/datasources/OpenRecorder")
  @SuppressWarnings("NullAway.Init") // the container sets it
  private DataSource source;

  /** Takes everything out, so that each test begins with nothing. */
  void empty() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : ALL) {
        statement.executeUpdate("delete from " + table);
      }
    }
  }

  /** All rows, oldest first; the callers' permissions are not stored. */
  List<AuditTrail.Row> auditRows() {
    return AuditTable.rows(source);
  }

  /** All entries, oldest first. */
  List<DeniedAccessLog.Entry> deniedEntries() {
    return DeniedAccessTable.entries(source);
  }
}
