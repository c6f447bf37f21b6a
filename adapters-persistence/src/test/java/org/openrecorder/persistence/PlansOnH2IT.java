package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.Reach;
import org.openrecorder.domain.access.Sight;
import org.openrecorder.domain.call.PbxName;

/**
 * Whoever looks through a list that has become long is given its newest rows in their order, and H2
 * does not read and sort all others for that. It estimates by the rows that there are, so some are
 * needed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlansOnH2IT {

  private static final int ROWS = 5_000;
  private static final int PAGE = 50;

  private static final String CALLS =
      "insert into call_record (number, pbx, linked_id, subject, extension, direction,"
          + " caller_number, connected_number, started_at, ended_at)"
          + " select x, 'pbx', '1.' || x, '1.' || x, 410, 'INBOUND', 410, 411, current_timestamp,"
          + " current_timestamp from system_range(1, %d)";

  private static final String LEGS =
      "insert into call_leg (call_number, place, unique_id, channel, extension)"
          + " select x, 0, '1.' || x, 'PJSIP/410-' || x, 410 from system_range(1, %d)";

  private static final String RECORDINGS =
      "insert into recording (number, id, pbx, linked_id, tag, unique_id, channel, extension,"
          + " requested_at, state, is_private, deleted, waits, started_at, ended_at, audio_path,"
          + " audio_bytes, audio_sha256, audio_nanos)"
          + " select x, random_uuid(), 'pbx', '1.' || x, x, '1.' || x, 'PJSIP/410-' || x, 410, current_timestamp,"
          + " 'available', false, false, false, current_timestamp, current_timestamp,"
          + " '2026/11/29/' || x || '.wav', 1000, repeat('a', 64), 1000 from system_range(1, %d)";

  private static final Sight LIMITED =
      new Sight(new Reach(Optional.of(Set.of(new PbxName("pbx"))), Optional.empty()), false);

  @SuppressWarnings("NullAway.Init")
  private TestDatabase database;

  @BeforeAll
  void fill(@TempDir Path directory) throws SQLException {
    database =
        new TestDatabase(
            "jdbc:h2:file:" + directory.resolve("recorder") + ";WRITE_DELAY=0", "recorder");
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement()) {
      for (String insert : new String[] {CALLS, LEGS, RECORDINGS}) {
        statement.executeUpdate(insert.formatted(ROWS));
      }
      statement.execute("analyze");
    }
  }

  @AfterAll
  void stop() {
    database.close();
  }

  /** Whether the first statement of that work gives its rows in the order of an index. */
  private void assertInOrder(Supplier<Page<?>> work) throws SQLException {
    String search = database.firstAsked(() -> assertThat(work.get().items()).hasSize(PAGE));
    try (Connection connection = database.pool().getConnection()) {
      assertThat(H2Plan.of(connection, search)).contains("index sorted");
    }
  }

  @Test
  void the_newest_recordings_are_read_in_their_order() throws SQLException {
    Recordings recordings = new JpaRecordings(database.database());
    Recordings.Filter all =
        new Recordings.Filter(Optional.empty(), Optional.empty(), Optional.empty());
    for (Sight sight : new Sight[] {Sight.EVERYTHING, LIMITED}) {
      assertInOrder(() -> recordings.search(all.within(sight), Optional.empty(), PAGE));
    }
  }

  @Test
  void the_archive_is_gone_through_in_the_order_of_its_recordings() throws SQLException {
    assertInOrder(() -> new JpaRecordings(database.database()).kept(Optional.empty(), PAGE));
  }

  @Test
  void the_newest_calls_are_read_in_their_order() throws SQLException {
    CallRecords calls = new JpaCallRecords(database.database());
    CallRecords.Filter all =
        new CallRecords.Filter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    for (Sight sight : new Sight[] {Sight.EVERYTHING, LIMITED}) {
      assertInOrder(() -> calls.search(all.within(sight), Optional.empty(), PAGE));
    }
  }
}
