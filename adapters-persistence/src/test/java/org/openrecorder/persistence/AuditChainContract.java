package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.audit.AuditKey;
import org.openrecorder.audit.AuditRow;
import org.openrecorder.audit.AuditTables;
import org.openrecorder.audit.Finding;
import org.openrecorder.audit.Finding.Kind;
import org.openrecorder.audit.Head;
import org.openrecorder.audit.Report;
import org.openrecorder.audit.Seal;
import org.openrecorder.audit.Verification;
import org.openrecorder.testing.AuditTrailContract;

/** What becomes of the audit trail in the hands of somebody with all rights on the database. */
interface AuditChainContract {

  Instant NOW = Instant.parse("2026-11-23T08:00:07.123456Z");
  String HAPPENED = "2026-11-23T08:00:06.654321Z";
  AuditKey KEY = TestDatabase.KEY;

  TestDatabase database();

  @BeforeEach
  default void empty() {
    database().empty();
  }

  private AuditSealer sealer() {
    return new AuditSealer(database().database(), KEY, () -> NOW);
  }

  /** Adds rows and seals them; their numbers. */
  private List<Long> sealedRows(int count) {
    addRows(count);
    sealer().seal();
    return numbers();
  }

  private void addRows(int count) {
    JpaAuditTrail trail = new JpaAuditTrail(database().database(), KEY);
    IntStream.range(0, count).forEach(i -> trail.add(AuditTrailContract.row("41" + i)));
  }

  private List<Long> numbers() {
    try (Connection connection = database().pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select number from audit_entry order by number")) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Report verify(Head... heads) {
    return verify(Optional.of(KEY), heads);
  }

  private Report verify(Optional<AuditKey> key, Head... heads) {
    try (Connection connection = database().pool().getConnection()) {
      return new Verification(new AuditTables(connection), key, List.of(heads)).run();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void onRows(String sql) {
    database().tampering(sql, "audit_entry");
  }

  private void onSeals(String sql) {
    database().tampering(sql, "audit_seal");
  }

  private static Finding changed(long number, String columns) {
    return new Finding(Kind.CHANGED, "row " + number + " of " + HAPPENED + ": " + columns);
  }

  private static String copyOf(long number, long as) {
    return "insert into audit_entry select "
        + as
        + ", happened_at, client, address, action, username, subject, recording_id, result,"
        + " reason, proof from audit_entry where number = "
        + number;
  }

  @Test
  default void what_nobody_touched_is_sound() {
    sealedRows(3);
    addRows(2);
    sealer().seal();
    Report report = verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.sealed()).isEqualTo(5);
    assertThat(report.waiting()).isZero();
    assertThat(verify(Optional.empty()).findings()).isEmpty();
  }

  @Test
  default void a_row_that_is_not_sealed_yet_only_waits() {
    sealedRows(1);
    addRows(2);
    assertThat(verify().findings()).isEmpty();
    assertThat(verify().waiting()).isEqualTo(2);
    assertThat(verify(Optional.empty()).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.NOT_SEALED, Kind.NOT_SEALED);
  }

  @Test
  default void a_changed_row_is_named_with_the_columns_that_differ() {
    long third = sealedRows(5).get(2);
    onRows("update audit_entry set reason = 'nothing', username = null where number = " + third);
    assertThat(verify().findings()).containsExactly(changed(third, "username, reason"));
    assertThat(verify(Optional.empty()).findings())
        .containsExactly(changed(third, "username, reason"));
  }

  @Test
  default void a_time_changed_by_a_microsecond_is_named() {
    long first = sealedRows(2).get(0);
    onRows(
        "update audit_entry set happened_at = timestamp with time zone"
            + " '2026-11-23 08:00:06.654322+00' where number = "
            + first);
    assertThat(verify().findings())
        .containsExactly(
            new Finding(
                Kind.CHANGED, "row " + first + " of 2026-11-23T08:00:06.654322Z: happened_at"));
  }

  @Test
  default void a_removed_row_is_named() {
    long third = sealedRows(5).get(2);
    onRows("delete from audit_entry where number = " + third);
    assertThat(verify().findings())
        .containsExactly(new Finding(Kind.REMOVED, "row " + third + ", which was sealed " + NOW));
  }

  @Test
  default void a_row_removed_together_with_its_seal_is_told() {
    long third = sealedRows(5).get(2);
    onRows("delete from audit_entry where number = " + third);
    onSeals("delete from audit_seal where entry = " + third);
    assertThat(verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.SEAL_REMOVED);
              assertThat(finding.text()).startsWith("seal 3;");
            });
  }

  @Test
  default void an_inserted_row_is_named_before_and_after_the_server_has_sealed_it() {
    long second = sealedRows(3).get(1);
    long inserted = second + 1_000;
    onRows(copyOf(second, inserted));
    assertThat(verify().findings())
        .containsExactly(
            new Finding(
                Kind.INSERTED,
                "row "
                    + inserted
                    + " of "
                    + HAPPENED
                    + ": it has no seal, and the server did not write it"));
    sealer().seal();
    assertThat(verify().findings())
        .containsExactly(
            new Finding(
                Kind.INSERTED,
                "row "
                    + inserted
                    + " of "
                    + HAPPENED
                    + ": the server did not write it, or it was changed and sealed again"));
    onRows("delete from audit_entry where number = " + inserted);
    onRows(copyOf(second, inserted).replace("proof from", "'' from"));
    assertThat(verify().findings())
        .as("without a signature, in its place")
        .containsExactly(changed(inserted, "proof"));
  }

  @Test
  default void two_rows_that_changed_places_are_both_named() {
    List<Long> numbers = sealedRows(4);
    long one = numbers.get(1);
    long other = numbers.get(2);
    onRows("update audit_entry set number = -1 where number = " + one);
    onRows("update audit_entry set number = " + one + " where number = " + other);
    onRows("update audit_entry set number = " + other + " where number = -1");
    assertThat(verify().findings())
        .containsExactly(changed(one, "subject, proof"), changed(other, "subject, proof"));
  }

  @Test
  default void two_seals_that_changed_places_are_both_named() {
    List<Long> numbers = sealedRows(5);
    onSeals("update audit_seal set place = -1 where place = 2");
    onSeals("update audit_seal set place = 2 where place = 3");
    onSeals("update audit_seal set place = 3 where place = -1");
    assertThat(verify().findings())
        .extracting(Finding::toString)
        .containsExactly(
            "SEAL_CHANGED: seal 2, of row " + numbers.get(2) + ", made " + NOW,
            "SEAL_CHANGED: seal 3, of row " + numbers.get(1) + ", made " + NOW);
  }

  @Test
  default void an_end_that_was_cut_off_is_told_by_a_head_that_was_noted_down() {
    sealedRows(5);
    Head head = sealer().seal().orElseThrow();
    List<Long> numbers = numbers();
    onSeals("delete from audit_seal where place > 3");
    onRows("delete from audit_entry where number > " + numbers.get(2));
    assertThat(verify().findings()).as("nothing in the database tells").isEmpty();
    assertThat(verify(head).findings())
        .containsExactly(
            new Finding(
                Kind.CUT_OFF, "the chain behind seal 3; on " + NOW + " it ended with seal 5"));
  }

  @Test
  default void a_chain_made_anew_is_told_by_the_key_and_by_a_head() throws SQLException {
    long second = sealedRows(3).get(1);
    Head head = sealer().seal().orElseThrow();
    onRows("update audit_entry set reason = 'nothing' where number = " + second);
    onSeals("delete from audit_seal");
    try (Connection connection = database().pool().getConnection()) {
      AuditTables tables = new AuditTables(connection);
      List<AuditRow> rows = tables.unsealed(0, Long.MAX_VALUE, 10);
      tables.add(Seal.link(Optional.empty(), rows, NOW, new AuditKey("somebody else's")));
    }
    assertThat(verify().findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.SEAL_CHANGED, Kind.SEAL_CHANGED, Kind.INSERTED, Kind.SEAL_CHANGED);
    assertThat(verify(Optional.empty()).findings()).as("without the key").isEmpty();
    assertThat(verify(Optional.empty(), head).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.MADE_ANEW);
  }

  @Test
  default void rows_from_before_there_were_signatures_are_sealed_and_sound() {
    addRows(2);
    onRows("update audit_entry set proof = ''");
    addRows(2);
    sealer().seal();
    assertThat(verify().findings()).isEmpty();
    assertThat(verify().sealed()).isEqualTo(4);
  }

  @Test
  default void a_row_committed_late_is_sealed_by_the_next_pass() {
    List<Long> numbers = sealedRows(3);
    onSeals("delete from audit_seal where place >= 2");
    AuditSealer sealer = sealer();
    onRows("update audit_entry set number = -number where number = " + numbers.get(1));
    sealer.seal();
    assertThat(verify().sealed()).isEqualTo(2);
    onRows("update audit_entry set number = -number where number < 0");
    sealer.seal();
    assertThat(verify().findings()).isEmpty();
    assertThat(verify().sealed()).isEqualTo(3);
  }

  @Test
  default void a_row_far_below_the_newest_is_found_by_the_round() {
    long first = sealedRows(1).getFirst();
    AuditSealer sealer = sealer();
    onRows(copyOf(first, first + 3L * AuditSealer.LATE));
    sealer.seal();
    onRows(copyOf(first, first + 100));
    IntStream.range(0, 4).forEach(i -> sealer.seal());
    assertThat(verify().sealed()).isEqualTo(3);
  }

  @Test
  default void of_two_servers_at_once_one_seals_and_the_chain_is_whole() {
    CompletableFuture<?>[] servers =
        IntStream.range(0, 2)
            .mapToObj(i -> CompletableFuture.runAsync(this::addAndSeal))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(servers).join();
    sealer().seal();
    assertThat(verify().findings()).isEmpty();
    assertThat(verify().sealed()).isEqualTo(40);
  }

  private void addAndSeal() {
    AuditSealer sealer = sealer();
    for (int i = 0; i < 20; i++) {
      addRows(1);
      try {
        sealer.seal();
      } catch (StoreUnavailable otherWasFaster) {
        // the next pass finds the rows sealed
      }
    }
  }
}
