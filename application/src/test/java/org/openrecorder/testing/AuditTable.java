package org.openrecorder.testing;

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
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.recording.RecordingId;

/** The table of the audit trail, read past the trail: that can only be added to. */
public final class AuditTable {

  private AuditTable() {}

  /** All rows, oldest first; the callers' permissions are not stored. */
  public static List<AuditTrail.Row> rows(DataSource source) {
    List<AuditTrail.Row> rows = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select * from audit_entry order by number")) {
      while (result.next()) {
        rows.add(row(result));
      }
      return rows;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static AuditTrail.Row row(ResultSet row) throws SQLException {
    return new AuditTrail.Row(
        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
        new ApiPrincipal(
            new ClientName(row.getString("client")), row.getString("address"), Set.of()),
        row.getString("action"),
        Optional.ofNullable(row.getString("username")),
        row.getString("subject"),
        Optional.ofNullable(row.getObject("recording_id", UUID.class)).map(RecordingId::new),
        row.getString("result"),
        row.getString("reason"));
  }
}
