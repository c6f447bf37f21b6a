package org.openrecorder.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The tables {@code audit_entry} and {@code audit_seal} over one connection, in its current
 * transaction. Each query is bounded by an index and a limit.
 */
public final class AuditTables {

  private static final String SEAL =
      "select place, entry, version, sealed_at, digest, marks, hash, mac from audit_seal ";

  /** Without {@code order by}, for which H2 reads all rows. */
  private static final String LAST = SEAL + "where place = (select max(place) from audit_seal)";

  private static final String LOWEST = "select coalesce(min(place), 1) as place from audit_seal";

  private static final String UNSEALED =
      "select e.* from audit_entry e where e.number >= ? and e.number <= ? and not exists"
          + " (select 1 from audit_seal s where s.entry = e.number and s.entry >= ?)"
          + " order by e.number limit ?";

  private static final String SEALED =
      "select s.*, e.* from audit_seal s left join audit_entry e on e.number = s.entry"
          + " where s.place >= ? order by s.place limit ?";

  private static final String ADD =
      "insert into audit_seal (place, entry, version, sealed_at, digest, marks, hash, mac)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?)";

  private final Connection connection;

  public AuditTables(Connection connection) {
    this.connection = connection;
  }

  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> ask(String sql, Reading<T> reading, long... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setLong(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(reading.read(rows));
        }
        return all;
      }
    }
  }

  /** The last seal of the chain. */
  public Optional<Seal> last() throws SQLException {
    return ask(LAST, AuditTables::seal).stream().findFirst();
  }

  public Optional<Seal> at(long place) throws SQLException {
    return ask(SEAL + "where place = ?", AuditTables::seal, place).stream().findFirst();
  }

  /** The lowest place of a seal; 1 if there is no seal. The server never assigns a lower one. */
  public long lowestPlace() throws SQLException {
    return ask(LOWEST, row -> row.getLong("place")).getFirst();
  }

  /**
   * Records without a seal, in the order of their numbers.
   *
   * @param from the lowest number
   * @param upTo the highest number
   */
  public List<AuditRow> unsealed(long from, long upTo, int limit) throws SQLException {
    return ask(UNSEALED, AuditTables::row, from, upTo, from, limit);
  }

  /** Seals from that place on with their records, in the order of the places. */
  public List<SealedRow> sealed(long fromPlace, int limit) throws SQLException {
    return ask(SEALED, AuditTables::sealedRow, fromPlace, limit);
  }

  /** Adds seals; fails if another transaction has added one of their places or records. */
  public void add(List<Seal> seals) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (Seal seal : seals) {
        set(statement, seal);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void set(PreparedStatement statement, Seal seal) throws SQLException {
    statement.setLong(1, seal.place());
    statement.setLong(2, seal.entry());
    statement.setInt(3, seal.version());
    statement.setObject(4, seal.sealedAt().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    statement.setString(5, seal.digest());
    statement.setString(6, seal.marks());
    statement.setString(7, seal.hash());
    statement.setString(8, seal.mac());
  }

  private static SealedRow sealedRow(ResultSet row) throws SQLException {
    boolean there = row.getObject("number") != null;
    return new SealedRow(seal(row), there ? Optional.of(row(row)) : Optional.empty());
  }

  private static Seal seal(ResultSet row) throws SQLException {
    return new Seal(
        row.getLong("place"),
        row.getLong("entry"),
        row.getInt("version"),
        time(row, "sealed_at"),
        row.getString("digest"),
        row.getString("marks"),
        row.getString("hash"),
        row.getString("mac"));
  }

  private static AuditRow row(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getLong("number"),
        time(row, "happened_at"),
        row.getString("client"),
        row.getString("address"),
        row.getString("action"),
        Optional.ofNullable(row.getString("username")),
        row.getString("subject"),
        Optional.ofNullable(row.getObject("recording_id", UUID.class)),
        row.getString("result"),
        row.getString("reason"),
        row.getString("proof"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
