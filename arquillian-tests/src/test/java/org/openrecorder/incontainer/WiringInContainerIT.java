package org.openrecorder.incontainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrecorder.testing.CallBuilder.aCall;
import static org.openrecorder.testing.RecordingBuilder.aRecording;

import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.FollowRule;
import org.openrecorder.domain.recording.RecordingSegment;

/** The use cases as CDI wires them, and what they store in the transactions of the container. */
@ExtendWith(ArquillianExtension.class)
class WiringInContainerIT {

  private static final ApiPrincipal CRM =
      new ApiPrincipal(new ClientName("crm"), "192.0.2.7", Set.of(Permission.RECORD));

  @Inject private StartRecording start;
  @Inject private CallRecords calls;
  @Inject private Recordings recordings;
  @Inject private Transactions transactions;
  @Inject private UserTransaction transaction;
  @Inject private Tables tables;

  @Deployment
  static EnterpriseArchive ear() {
    return TestedEar.with(WiringInContainerIT.class, Tables.class);
  }

  @BeforeEach
  void empty() throws SQLException {
    tables.empty();
  }

  @Test
  void a_refused_start_leaves_one_row_in_the_audit_trail_and_no_transaction() throws Exception {
    Result<RecordingReference> result =
        start.start(
            new StartRecording.Request(
                CRM, ChannelIdentifier.parse("410"), new Tag("ORDER-1"), FollowRule.ONE_PHONE));
    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Rejected.class,
            refused -> assertThat(refused.rejection().code()).isEqualTo(ErrorCode.NO_SUCH_CALL));
    assertThat(tables.auditRows())
        .singleElement()
        .satisfies(row -> assertThat(row.result()).isEqualTo("NO_SUCH_CALL"))
        .extracting(AuditTrail.Row::subject)
        .isEqualTo("410");
    assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
  }

  @Test
  void what_all_stores_wrote_goes_with_the_container_s_transaction() throws Exception {
    CallRecord call = aCall("100.1").build();
    RecordingSegment segment = aRecording(1, call).build();
    transaction.begin();
    transactions.run(
        () -> {
          calls.save(call);
          recordings.add(segment);
        });
    assertThat(recordings.find(segment.id())).isPresent();
    transaction.rollback();
    assertThat(recordings.find(segment.id())).isEmpty();
    assertThat(calls.find(call.key())).isEmpty();
  }

  @Test
  void a_block_that_fails_within_the_container_s_transaction_dooms_it() throws Exception {
    CallRecord call = aCall("100.1").build();
    transaction.begin();
    calls.save(call);
    Runnable failing =
        () -> {
          throw new IllegalStateException("a mishap");
        };
    assertThatThrownBy(() -> transactions.run(failing)).hasMessage("a mishap");
    assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_MARKED_ROLLBACK);
    transaction.rollback();
    assertThat(calls.find(call.key())).isEmpty();
  }
}
