package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.testing.CallBuilder.aCall;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.CallRecord;

/**
 * A statement that was prepared when there was nothing goes about it otherwise when much has been
 * recorded, in the worst case all of it in one call.
 */
final class H2PlanRefreshIT extends OnH2 {

  private static final int RECORDINGS = 5_000;

  private static final String RECORD =
      "insert into recording (number, id, pbx, linked_id, tag, unique_id, channel, requested_at,"
          + " state, is_private, deleted) select x, random_uuid(), c.pbx, c.linked_id, x, '1.1',"
          + " 'PJSIP/410-1', current_timestamp, 'available', false, false"
          + " from system_range(1, %d) join call_record c";

  /** The column as the last of those that an index is asked for. */
  private static final String BY_WAITS = "AND WAITS = TRUE\n     */";

  @Test
  void what_waits_in_a_call_is_not_looked_for_in_all_that_was_ever_recorded_in_it()
      throws SQLException {
    CallRecord call = aCall("100.1").build();
    new JpaCallRecords(database().database()).save(call);
    JpaRecordings recordings = new JpaRecordings(database().database());
    String search = database().asked(() -> recordings.endWaiting(call.key())).getFirst();
    try (Connection connection = database().pool().getConnection();
        PreparedStatement plan = H2Plan.prepared(connection, search)) {
      String first = H2Plan.now(plan);
      database().execute(RECORD.formatted(RECORDINGS));
      assertThat(H2Plan.now(plan)).isEqualTo(first).doesNotContain(BY_WAITS);
      for (int i = 0; i < H2PlanRefresh.INTERVAL; i++) {
        database().database().write(entities -> call);
      }
      assertThat(H2Plan.now(plan)).contains(BY_WAITS);
    }
  }
}
