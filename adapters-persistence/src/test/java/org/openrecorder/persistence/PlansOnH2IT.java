package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.VisibilityScope;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;

/**
 * Whoever looks through a list that has become long is given its newest rows in their order, and H2
 * does not read and sort all others for that. It estimates by the rows that there are, so some are
 * needed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlansOnH2IT {

  private static final int ROWS = 5_000;
  private static final int PAGE = 50;

  /** The oldest call is the only one of its PBX and of an extension. */
  private static final String PBX = "case when x = 1 then 'old' else 'pbx' end";

  private static final String EXTENSION = "case when x = 1 then '777' else '410' end";

  private static final String CALLS =
      "insert into call_record (number, pbx, linked_id, subject, extension, direction,"
          + " caller_number, connected_number, started_at, ended_at)"
          + " select x, "
          + PBX
          + ", '1.' || x, '1.' || x, 410, 'INBOUND', 410, 411, current_timestamp,"
          + " current_timestamp from system_range(1, %d)";

  private static final String LEGS =
      "insert into call_leg (call_number, place, unique_id, channel, extension)"
          + " select x, 0, '1.' || x, 'PJSIP/410-' || x, "
          + EXTENSION
          + " from system_range(1, %d)";

  private static final String RECORDINGS =
      "insert into recording (number, id, pbx, linked_id, tag, unique_id, channel, extension,"
          + " requested_at, state, is_private, deleted, waits, started_at, ended_at, audio_path,"
          + " audio_bytes, audio_sha256, audio_nanos)"
          + " select x, random_uuid(), "
          + PBX
          + ", '1.' || x, x, '1.' || x, 'PJSIP/410-' || x, 410, current_timestamp,"
          + " 'available', false, false, false, current_timestamp, current_timestamp,"
          + " '2026/11/29/' || x || '.wav', 1000, repeat('a', 64), 1000 from system_range(1, %d)";

  private static final VisibilityScope LIMITED = visibility(Optional.of("pbx"), Optional.empty());

  private static final VisibilityScope OF_OLD = visibility(Optional.of("old"), Optional.empty());
  private static final VisibilityScope OF_777 = visibility(Optional.empty(), Optional.of("777"));

  private static final String LED = "NUMBER IN\\(SELECT DISTINCT[^;]*?PUBLIC\\.";
  private static final String BY_EXTENSION = LED + "CALL_LEG_BY_EXTENSION: EXTENSION";
  private static final String BY_PBX = LED + "CALL_RECORD_[A-Z_]*: PBX =";
  private static final String BY_TAG = LED + "RECORDING_BY_TAG: TAG =";

  private static final Recordings.Filter ALL_RECORDINGS =
      new Recordings.Filter(Optional.empty(), Optional.empty(), Optional.empty());

  private static final CallRecords.Filter ALL_CALLS =
      new CallRecords.Filter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  @SuppressWarnings("NullAway.Init")
  private TestDatabase database;

  @BeforeAll
  void fill(@TempDir Path directory) throws SQLException {
    database =
        new TestDatabase(
            "jdbc:h2:retry:" + directory.resolve("recorder") + ";WRITE_DELAY=0", "recorder");
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

  /** Whether the first list that the work asks for is given in the order of an index. */
  private void assertInOrder(Supplier<Page<?>> work) throws SQLException {
    assertThat(plan(lists(work, PAGE).getFirst())).contains("index sorted");
  }

  private List<String> lists(Supplier<Page<?>> work, int found) {
    return database.asked(() -> assertThat(work.get().items()).hasSize(found)).stream()
        .filter(sql -> sql.contains(" order by "))
        .toList();
  }

  private String plan(String statement) throws SQLException {
    try (Connection connection = database.pool().getConnection()) {
      return H2Plan.of(connection, statement);
    }
  }

  /** Whether work that did not find enough among the newest rows begins with {@code lead} then. */
  private void assertLedBy(String lead, Supplier<Page<?>> work) throws SQLException {
    assertThat(plan(lists(work, 1).get(1))).containsPattern(lead);
  }

  private ScopedPaging partsAfter(long newest) {
    return new ScopedPaging(database.database(), newest, ROWS);
  }

  private static VisibilityScope visibility(Optional<String> pbx, Optional<String> extension) {
    return new VisibilityScope(
        new AccessScope(
            pbx.map(name -> Set.of(new PbxName(name))),
            extension.map(number -> Set.of(new Extension(number)))),
        false);
  }

  @Test
  void the_newest_recordings_are_read_in_their_order() throws SQLException {
    Recordings recordings = new JpaRecordings(database.database());
    for (VisibilityScope visibility : new VisibilityScope[] {VisibilityScope.EVERYTHING, LIMITED}) {
      assertInOrder(
          () -> recordings.search(ALL_RECORDINGS.within(visibility), Optional.empty(), PAGE));
    }
  }

  @Test
  void the_archive_is_gone_through_in_the_order_of_its_recordings() throws SQLException {
    assertInOrder(() -> new JpaRecordings(database.database()).archived(Optional.empty(), PAGE));
  }

  @Test
  void the_newest_calls_are_read_in_their_order() throws SQLException {
    CallRecords calls = new JpaCallRecords(database.database());
    for (VisibilityScope visibility : new VisibilityScope[] {VisibilityScope.EVERYTHING, LIMITED}) {
      assertInOrder(() -> calls.search(ALL_CALLS.within(visibility), Optional.empty(), PAGE));
    }
  }

  @Test
  void the_few_recordings_in_reach_are_not_looked_for_among_all() throws SQLException {
    Recordings recordings = new JpaRecordings(database.database(), partsAfter(1));
    assertLedBy(BY_EXTENSION, () -> recordings.search(within(OF_777), Optional.empty(), PAGE));
    assertLedBy(BY_PBX, () -> recordings.search(within(OF_OLD), Optional.empty(), PAGE));
  }

  @Test
  void the_few_calls_in_reach_are_not_looked_for_among_all() throws SQLException {
    CallRecords calls = new JpaCallRecords(database.database(), partsAfter(1));
    assertLedBy(BY_EXTENSION, () -> calls.search(ALL_CALLS.within(OF_777), Optional.empty(), PAGE));
    assertLedBy(BY_PBX, () -> calls.search(ALL_CALLS.within(OF_OLD), Optional.empty(), PAGE));
  }

  @Test
  void calls_with_a_reference_are_not_looked_for_among_all() throws SQLException {
    CallRecords.Filter filter =
        new CallRecords.Filter(
            Optional.empty(), Optional.empty(), Optional.of(new Tag("17")), Optional.empty());
    CallRecords calls = new JpaCallRecords(database.database());
    String list =
        lists(() -> calls.search(filter.within(LIMITED), Optional.empty(), PAGE), 1).getFirst();
    assertThat(plan(list)).containsPattern(BY_TAG);
  }

  private static Recordings.Filter within(VisibilityScope visibility) {
    return ALL_RECORDINGS.within(visibility);
  }
}
