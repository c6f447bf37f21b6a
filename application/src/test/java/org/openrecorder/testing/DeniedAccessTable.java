package org.openrecorder.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.openrecorder.application.port.DeniedAccessLog.Entry;

/** The table of denied access, read past the log: that can only be added to and pruned. */
public final class DeniedAccessTable {

  private DeniedAccessTable() {}

  /** All entries, oldest first. */
  public static List<Entry> entries(DataSource source) {
    List<Entry> entries = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select * from denied_access order by number")) {
      while (result.next()) {
        entries.add(entry(result));
      }
      return entries;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        time(row, "first_at"),
        time(row, "last_at"),
        row.getString("network"),
        row.getString("address"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("result"),
        row.getString("reason"),
        row.getLong("requests"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
