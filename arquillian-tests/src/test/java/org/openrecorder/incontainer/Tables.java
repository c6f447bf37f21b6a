package org.openrecorder.incontainer;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.recording.RecordingId;

/** The database as it is, past all that the server has for it. */
@Dependent
class Tables {

  private static final List<String> ALL =
      List.of("administrator", "audit_entry", "recording", "call_leg", "call_record");

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
    List<AuditTrail.Row> rows = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select * from audit_entry order by number")) {
      while (result.next()) {
        rows.add(auditRow(result));
      }
      return rows;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static AuditTrail.Row auditRow(ResultSet row) throws SQLException {
    return new AuditTrail.Row(
        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
        new Caller(new ClientName(row.getString("client")), row.getString("address"), Set.of()),
        row.getString("action"),
        Optional.ofNullable(row.getString("username")),
        row.getString("subject"),
        Optional.ofNullable(row.getObject("recording_id", UUID.class)).map(RecordingId::new),
        row.getString("result"),
        row.getString("reason"));
  }
}
