package org.openrecorder.persistence;

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
import org.junit.jupiter.api.BeforeEach;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.AdministratorsContract;
import org.openrecorder.testing.AuditTrailContract;
import org.openrecorder.testing.CallRecordsContract;
import org.openrecorder.testing.RecordingsContract;
import org.openrecorder.testing.TransactionsContract;

/** The contracts of the stores, for a database of whatever make. */
interface StoreContracts
    extends RecordingsContract,
        CallRecordsContract,
        AuditTrailContract,
        TransactionsContract,
        AdministratorsContract {

  TestDatabase database();

  @BeforeEach
  default void empty() {
    database().empty();
  }

  @Override
  default Call stored(Call call) {
    return RecordingsContract.super.stored(call);
  }

  @Override
  default JpaRecordings recordings() {
    return new JpaRecordings(database().database());
  }

  @Override
  default JpaCallRecords calls() {
    return new JpaCallRecords(database().database());
  }

  @Override
  default JtaTransactions transactions() {
    return new JtaTransactions(database().database());
  }

  @Override
  default JpaAdministrators administrators() {
    return new JpaAdministrators(database().database());
  }

  @Override
  default JpaAuditTrail trail() {
    return new JpaAuditTrail(database().database());
  }

  @Override
  default List<AuditTrail.Row> rows() {
    List<AuditTrail.Row> rows = new ArrayList<>();
    try (Connection connection = database().pool().getConnection();
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
        new Caller(new ClientName(row.getString("client")), row.getString("address"), Set.of()),
        row.getString("action"),
        Optional.ofNullable(row.getString("username")),
        row.getString("subject"),
        Optional.ofNullable(row.getObject("recording_id", UUID.class)).map(RecordingId::new),
        row.getString("result"),
        row.getString("reason"));
  }
}
