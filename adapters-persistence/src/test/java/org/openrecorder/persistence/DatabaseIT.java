package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrecorder.testing.CallBuilder.aCall;
import static org.openrecorder.testing.RecordingBuilder.aRecording;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.testing.AuditTrailContract;

final class DatabaseIT {

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init")
  private TestDatabase database;

  @BeforeEach
  void start() {
    database =
        new TestDatabase(
            "jdbc:h2:retry:" + directory.resolve("recorder") + ";WRITE_DELAY=0", "recorder");
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private JpaCallRecords calls() {
    return new JpaCallRecords(database.database());
  }

  private JpaRecordings recordings() {
    return new JpaRecordings(database.database());
  }

  private JtaTransactions transactions() {
    return new JtaTransactions(database.database());
  }

  @Test
  void everything_is_there_after_a_restart() {
    CallRecord call = aCall("100.1").build();
    calls().save(call);
    recordings().add(aRecording(1, call).build());
    stop();
    start();
    assertThat(recordings().openIn(call.key())).containsExactly(aRecording(1, call).build());
    recordings().add(aRecording(2, call).build());
    assertThat(recordings().openIn(call.key()))
        .containsExactly(aRecording(1, call).build(), aRecording(2, call).build());
  }

  @Test
  void what_may_look_through_much_is_given_up_after_a_while() {
    database.execute(
        "insert into administrator (name, password_hash) select x, '' from system_range(1, 60)");
    String endless =
        "select count(a.name) from AdministratorEntity a, AdministratorEntity b,"
            + " AdministratorEntity c, AdministratorEntity d, AdministratorEntity e,"
            + " AdministratorEntity f where a.name < b.name and c.name < d.name and e.name < f.name";
    assertThatThrownBy(
            () ->
                database
                    .database()
                    .read(
                        entities ->
                            Queries.bounded(entities.createQuery(endless, Long.class))
                                .getSingleResult()))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void legs_are_asked_for_only_where_there_are_some() {
    CallRecord call = aCall("100.1").build();
    calls().save(call);
    RecordingSegment first = aRecording(1, call).tagged("1").build();
    RecordingSegment second = aRecording(2, call).tagged("2").build();
    RecordingSegment segment = aRecording(3, call).continuing(first).build();
    List.of(first, second, segment).forEach(recordings()::add);
    assertThat(database.statementsOf(() -> assertThat(legsOf("2")).isEmpty()))
        .as("the recording, and who took part in its call")
        .isEqualTo(2);
    assertThat(database.statementsOf(() -> assertThat(legsOf("1")).containsExactly(segment)))
        .isEqualTo(3);
  }

  private List<RecordingSegment> legsOf(String tag) {
    Recordings recordings = recordings();
    Recordings.Filter filter = Recordings.Filter.byTag(new Tag(tag));
    return recordings
        .withSegments(recordings.search(filter, Optional.empty(), 10))
        .items()
        .getFirst()
        .furtherSegments();
  }

  /**
   * A start waits for the database this often; one statement more for every call of a CRM needs a
   * reason.
   */
  @Test
  void a_start_sends_few_statements() {
    warmUpSequences();
    CallRecord call = aCall("100.1").build();
    RecordingSegment segment = aRecording(1, call).build();
    assertThat(database.statementsOf(() -> recordings().openIn(call.key()))).isEqualTo(1);
    assertThat(database.statementsOf(() -> calls().find(call.key()))).isEqualTo(1);
    assertThat(database.statementsOf(() -> storeTogether(call, segment)))
        .as("of the two legs each has its own, which only a database on another machine minds")
        .isEqualTo(5);
    RecordingSegment running =
        aRecording(1, call)
            .in(new RecordingState.InProgress(Instant.EPOCH, new MixMonitorId("1")))
            .build();
    assertThat(database.statementsOf(() -> recordings().saveState(running))).isEqualTo(1);
    assertThat(
            database.statementsOf(
                () ->
                    new JpaAuditTrail(database.database(), TestDatabase.KEY)
                        .add(AuditTrailContract.row("410"))))
        .isEqualTo(1);
  }

  private void warmUpSequences() {
    storeTogether(aCall("1.1").build(), aRecording(9, aCall("1.1").build()).build());
    new JpaAuditTrail(database.database(), TestDatabase.KEY).add(AuditTrailContract.row("1"));
    storeTogether(aCall("1.2").build(), aRecording(8, aCall("1.2").build()).build());
    new JpaAuditTrail(database.database(), TestDatabase.KEY).add(AuditTrailContract.row("2"));
  }

  private void storeTogether(CallRecord call, RecordingSegment segment) {
    transactions()
        .run(
            () -> {
              calls().save(call);
              recordings().add(segment);
            });
  }

  @Test
  void one_more_leg_costs_one_more_row() {
    warmUpSequences();
    calls().save(aCall("100.1").build());
    CallRecord longer = aCall("100.1").leg("100.9", "PJSIP/412-1").build();
    assertThat(database.statementsOf(() -> calls().save(longer))).isEqualTo(2);
  }

  @Test
  void a_pool_without_a_free_connection_is_told_in_time() throws SQLException {
    List<Connection> taken = new ArrayList<>();
    try {
      for (int i = 0;
          i < database.pool().getConfiguration().connectionPoolConfiguration().maxSize();
          i++) {
        taken.add(database.pool().getConnection());
      }
      assertThatThrownBy(() -> calls().save(aCall("100.1").build()))
          .isInstanceOf(StoreUnavailableException.class);
      assertThatThrownBy(() -> calls().find(aCall("100.1").build().key()))
          .isInstanceOf(StoreUnavailableException.class);
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    calls().save(aCall("100.1").build());
    assertThat(calls().find(aCall("100.1").build().key())).isPresent();
  }

  @Test
  void a_table_that_is_gone_is_told() {
    database.execute("drop table audit_entry");
    assertThatThrownBy(
            () ->
                new JpaAuditTrail(database.database(), TestDatabase.KEY)
                    .add(AuditTrailContract.row("410")))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void a_row_that_breaks_a_rule_is_corrupt() {
    CallRecord call = aCall("100.1").build();
    storeTogether(call, aRecording(1, call).build());
    database.execute("update recording set tag = '\t'");
    assertThatThrownBy(() -> recordings().openIn(call.key()))
        .isInstanceOf(DataCorruptException.class);
  }

  @Test
  void what_is_stored_is_forced_to_the_disk_once_and_what_is_read_is_not() {
    AtomicInteger forced = new AtomicInteger();
    Database counting = database.database(forced::incrementAndGet);
    JpaCallRecords calls = new JpaCallRecords(counting);
    calls.save(aCall("100.1").build());
    assertThat(forced).hasValue(1);
    new JtaTransactions(counting)
        .run(
            () -> {
              calls.save(aCall("100.2").build());
              calls.save(aCall("100.3").build());
            });
    assertThat(forced).hasValue(2);
    assertThat(calls.find(aCall("100.3").build().key())).isPresent();
    assertThat(forced).hasValue(2);
  }

  @Test
  void where_nothing_waits_its_end_is_not_forced_to_the_disk() {
    AtomicInteger forced = new AtomicInteger();
    JpaRecordings recordings = new JpaRecordings(database.database(forced::incrementAndGet));
    CallRecord call = aCall("100.1").build();
    calls().save(call);
    RecordingSegment segment = aRecording(1, call).build();
    recordings().add(segment);
    recordings.endWaiting(call.key());
    assertThat(forced).hasValue(0);
    recordings().saveWaiting(segment.id());
    recordings.endWaiting(call.key());
    assertThat(forced).hasValue(1);
  }

  @Test
  void after_a_disk_has_failed_nothing_is_acknowledged_any_more() {
    AtomicInteger forced = new AtomicInteger();
    JpaCallRecords calls =
        new JpaCallRecords(
            database.database(
                () -> {
                  forced.incrementAndGet();
                  throw new IOException("EIO");
                }));
    assertThatThrownBy(() -> calls.save(aCall("100.1").build()))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> calls.save(aCall("100.2").build()))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(forced).hasValue(1);
  }

  /** The system says how often it was asked to take this very file to the disk. */
  @Test
  void the_file_of_the_database_is_the_one_that_is_forced() throws IOException {
    Path seen = directory.resolve("forced.jfr");
    try (jdk.jfr.Recording watching = new jdk.jfr.Recording()) {
      watching.enable("jdk.FileForce").withoutThreshold();
      watching.start();
      calls().save(aCall("100.1").build());
      watching.stop();
      watching.dump(seen);
    }
    assertThat(RecordingFile.readAllEvents(seen))
        .anySatisfy(
            event ->
                assertThat(event.getString("path"))
                    .isEqualTo(directory.resolve("recorder.mv.db").toString()));
  }
}
