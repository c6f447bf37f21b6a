package org.openrecorder.persistence;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.DeniedAccessLog;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.testing.AdministratorRepositoryContract;
import org.openrecorder.testing.AuditRecordsContract;
import org.openrecorder.testing.AuditTable;
import org.openrecorder.testing.AuditTrailContract;
import org.openrecorder.testing.CallRecordsContract;
import org.openrecorder.testing.ClientRepositoryContract;
import org.openrecorder.testing.DeniedAccessLogContract;
import org.openrecorder.testing.DeniedAccessTable;
import org.openrecorder.testing.RecordingsContract;
import org.openrecorder.testing.TransactionsContract;
import org.openrecorder.testing.UserRepositoryContract;
import org.openrecorder.testing.VisibilityContract;

/** The contracts of the stores, for a database of whatever make. */
interface StoreContracts
    extends RecordingsContract,
        CallRecordsContract,
        AuditTrailContract,
        AuditRecordsContract,
        TransactionsContract,
        AdministratorRepositoryContract,
        UserRepositoryContract,
        VisibilityContract,
        ClientRepositoryContract,
        DeniedAccessLogContract {

  TestDatabase database();

  @BeforeEach
  default void empty() {
    database().empty();
  }

  @Override
  default CallRecord stored(CallRecord call) {
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
  default JpaAdministratorRepository administrators() {
    return new JpaAdministratorRepository(database().database());
  }

  @Override
  default JpaUserRepository userRecords() {
    return new JpaUserRepository(database().database());
  }

  @Override
  default JpaClientRepository clients() {
    return new JpaClientRepository(database().database());
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
