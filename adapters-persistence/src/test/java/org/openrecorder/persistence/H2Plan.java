package org.openrecorder.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** What H2 says of how it would answer a question. */
final class H2Plan {

  private H2Plan() {}

  /** The plan of a statement whose parameters are not known yet, as when it is prepared. */
  static String of(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql)) {
      return now(statement);
    }
  }

  /** A question for the plan of a statement; it is kept as long as H2 keeps that of any other. */
  static PreparedStatement prepared(Connection connection, String sql) throws SQLException {
    return connection.prepareStatement("explain " + sql);
  }

  /** What a statement that was {@link #prepared} would do now. */
  static String now(PreparedStatement statement) throws SQLException {
    for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
      statement.setNull(i, Types.NULL);
    }
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getString(1);
    }
  }
}
