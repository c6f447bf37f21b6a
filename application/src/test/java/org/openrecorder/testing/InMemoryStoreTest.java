package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrecorder.testing.CallBuilder.aCall;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.AuditTrail.Row;
import org.openrecorder.application.port.DeniedAccessLog;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.CallRecord;

final class InMemoryStoreTest
    implements RecordingsContract,
        CallRecordsContract,
        AuditTrailContract,
        AuditRecordsContract,
        TransactionsContract,
        AdministratorRepositoryContract,
        UserRepositoryContract,
        VisibilityContract,
        ClientRepositoryContract,
        DeniedAccessLogContract {

  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(store);
  private final InMemoryDeniedAccessLog denied = new InMemoryDeniedAccessLog(store);

  @Override
  public CallRecord stored(CallRecord call) {
    return RecordingsContract.super.stored(call);
  }

  @Override
  public InMemoryRecordings recordings() {
    return new InMemoryRecordings(store);
  }

  @Override
  public InMemoryCallRecords calls() {
    return new InMemoryCallRecords(store);
  }

  @Override
  public InMemoryTransactions transactions() {
    return new InMemoryTransactions(store);
  }

  @Override
  public InMemoryAdministratorRepository administrators() {
    return new InMemoryAdministratorRepository(store);
  }

  @Override
  public InMemoryUserRepository userRecords() {
    return new InMemoryUserRepository(store);
  }

  @Override
  public InMemoryClientRepository clients() {
    return new InMemoryClientRepository(store);
  }

  @Override
  public InMemoryDeniedAccessLog deniedAccess() {
    return denied;
  }

  @Override
  public List<DeniedAccessLog.Entry> deniedEntries() {
    return denied.entries();
  }

  @Override
  public InMemoryAuditTrail trail() {
    return trail;
  }

  @Override
  public InMemoryAuditRecords auditRecords() {
    return new InMemoryAuditRecords(store);
  }

  @Override
  public List<Row> rows() {
    return trail.rows();
  }

  @Test
  void a_store_that_is_down_fails_and_one_that_came_back_has_everything() {
    calls().save(aCall("100.1").build());
    store.goDown();
    assertThatThrownBy(() -> calls().save(aCall("100.2").build()))
        .isInstanceOf(StoreUnavailableException.class);
    store.comeBack();
    assertThat(calls().find(aCall("100.1").build().key())).isPresent();
    assertThat(calls().find(aCall("100.2").build().key())).isEmpty();
  }

  @Test
  void a_block_during_which_the_store_went_down_is_undone() {
    assertThatThrownBy(
            () ->
                transactions()
                    .run(
                        () -> {
                          calls().save(aCall("100.1").build());
                          store.goDown();
                        }))
        .isInstanceOf(StoreUnavailableException.class);
    store.comeBack();
    assertThat(calls().find(aCall("100.1").build().key())).isEmpty();
  }
}
