package org.openrecorder.persistence;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.DeniedAccessLog;
import org.openrecorder.domain.call.Call;
import org.openrecorder.testing.AdministratorsContract;
import org.openrecorder.testing.AuditRecordsContract;
import org.openrecorder.testing.AuditTable;
import org.openrecorder.testing.AuditTrailContract;
import org.openrecorder.testing.CallRecordsContract;
import org.openrecorder.testing.ClientsContract;
import org.openrecorder.testing.DeniedAccessLogContract;
import org.openrecorder.testing.DeniedAccessTable;
import org.openrecorder.testing.RecordingsContract;
import org.openrecorder.testing.SightContract;
import org.openrecorder.testing.TransactionsContract;
import org.openrecorder.testing.UserRecordsContract;

/** The contracts of the stores, for a database of whatever make. */
interface StoreContracts
    extends RecordingsContract,
        CallRecordsContract,
        AuditTrailContract,
        AuditRecordsContract,
        TransactionsContract,
        AdministratorsContract,
        UserRecordsContract,
        SightContract,
        ClientsContract,
        DeniedAccessLogContract {

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
  default JpaUsers userRecords() {
    return new JpaUsers(database().database());
  }

  @Override
  default JpaClients clients() {
    return new JpaClients(database().database());
  }

  @Override
  default JpaAuditTrail trail() {
    return new JpaAuditTrail(database().database(), TestDatabase.KEY);
  }

  /** In stretches that are shorter than what is looked for. */
  @Override
  default JpaAuditRecords auditRecords() {
    return new JpaAuditRecords(database().database(), 2);
  }

  @Override
  default List<AuditTrail.Row> rows() {
    return AuditTable.rows(database().pool());
  }

  @Override
  default JpaDeniedAccessLog deniedAccess() {
    return new JpaDeniedAccessLog(database().database());
  }

  @Override
  default List<DeniedAccessLog.Entry> deniedEntries() {
    return DeniedAccessTable.entries(database().pool());
  }
}
