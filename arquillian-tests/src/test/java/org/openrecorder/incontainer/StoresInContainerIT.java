package org.openrecorder.incontainer;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.application.port.AdministratorRepository;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.DeniedAccessLog;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.testing.AdministratorRepositoryContract;
import org.openrecorder.testing.AuditTrailContract;
import org.openrecorder.testing.CallRecordsContract;
import org.openrecorder.testing.DeniedAccessLogContract;
import org.openrecorder.testing.RecordingsContract;
import org.openrecorder.testing.TransactionsContract;

/**
 * The contracts of the stores, kept by those that CDI injects: the container's data source, its
 * JPA, its JTA and the migrations as the server runs them.
 */
@ExtendWith(ArquillianExtension.class)
class StoresInContainerIT
    implements RecordingsContract,
        CallRecordsContract,
        AuditTrailContract,
        TransactionsContract,
        AdministratorRepositoryContract,
        DeniedAccessLogContract {

  @Inject private Recordings recordings;
  @Inject private CallRecords calls;
  @Inject private AuditTrail trail;
  @Inject private Transactions transactions;
  @Inject private AdministratorRepository administrators;
  @Inject private DeniedAccessLog deniedAccess;
  @Inject private Tables tables;

  @Deployment
  static EnterpriseArchive ear() {
    return TestedEar.with(StoresInContainerIT.class, Tables.class);
  }

  @BeforeEach
  void empty() throws SQLException {
    tables.empty();
  }

  @Override
  public Recordings recordings() {
    return recordings;
  }

  @Override
  public CallRecords calls() {
    return calls;
  }

  @Override
  public AuditTrail trail() {
    return trail;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public AdministratorRepository administrators() {
    return administrators;
  }

  @Override
  public DeniedAccessLog deniedAccess() {
    return deniedAccess;
  }

  @Override
  public List<DeniedAccessLog.Entry> deniedEntries() {
    return tables.deniedEntries();
  }

  @Override
  public List<AuditTrail.Row> rows() {
    return tables.auditRows();
  }

  @Override
  public CallRecord stored(CallRecord call) {
    return RecordingsContract.super.stored(call);
  }
}
