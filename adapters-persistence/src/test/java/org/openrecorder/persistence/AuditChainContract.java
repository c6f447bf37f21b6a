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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.audit.AuditFinding;
import org.openrecorder.audit.AuditFinding.Kind;
import org.openrecorder.audit.AuditKey;
import org.openrecorder.audit.AuditRow;
import org.openrecorder.audit.AuditTables;
import org.openrecorder.audit.ChainHead;
import org.openrecorder.audit.Seal;
import org.openrecorder.audit.Verification;
import org.openrecorder.audit.VerificationReport;
import org.openrecorder.testing.AuditTrailContract;
import org.openrecorder.testing.LogLines;

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

  private VerificationReport verify(ChainHead... heads) {
    return verify(Optional.of(KEY), heads);
  }

  private VerificationReport verify(Optional<AuditKey> key, ChainHead... heads) {
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

  private static AuditFinding changed(long number, String columns) {
    return new AuditFinding(Kind.CHANGED, "row " + number + " of " + HAPPENED + ": " + columns);
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
    VerificationReport report = verify();
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
        .extracting(AuditFinding::kind)
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
            new AuditFinding(
                Kind.CHANGED, "row " + first + " of 2026-11-23T08:00:06.654322Z: happened_at"));
  }

  @Test
  default void a_removed_row_is_named() {
    long third = sealedRows(5).get(2);
    onRows("delete from audit_entry where number = " + third);
    assertThat(verify().findings())
        .containsExactly(
            new AuditFinding(Kind.REMOVED, "row " + third + ", which was sealed " + NOW));
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
            new AuditFinding(
                Kind.INSERTED,
                "row "
                    + inserted
                    + " of "
                    + HAPPENED
                    + ": it has no seal, and the server did not write it"));
    sealer().seal();
    assertThat(verify().findings())
        .containsExactly(
            new AuditFinding(
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
        .extracting(AuditFinding::toString)
        .containsExactly(
            "SEAL_CHANGED: seal 2, of row " + numbers.get(2) + ", made " + NOW,
            "SEAL_CHANGED: seal 3, of row " + numbers.get(1) + ", made " + NOW);
  }

  @Test
  default void an_end_that_was_cut_off_is_told_by_a_head_that_was_noted_down() {
    sealedRows(5);
    ChainHead head = sealer().seal().orElseThrow();
    List<Long> numbers = numbers();
    onSeals("delete from audit_seal where place > 3");
    onRows("delete from audit_entry where number > " + numbers.get(2));
    assertThat(verify().findings()).as("nothing in the database tells").isEmpty();
    assertThat(verify(head).findings())
        .containsExactly(
            new AuditFinding(
                Kind.CUT_OFF, "the chain behind seal 3; on " + NOW + " it ended with seal 5"));
  }

  @Test
  default void a_chain_made_anew_is_told_by_the_key_and_by_a_head() throws SQLException {
    long second = sealedRows(3).get(1);
    ChainHead head = sealer().seal().orElseThrow();
    onRows("update audit_entry set reason = 'nothing' where number = " + second);
    onSeals("delete from audit_seal");
    try (Connection connection = database().pool().getConnection()) {
      AuditTables tables = new AuditTables(connection);
      List<AuditRow> rows = tables.unsealed(0, Long.MAX_VALUE, 10);
      tables.add(Seal.link(Optional.empty(), rows, NOW, new AuditKey("somebody else's")));
    }
    assertThat(verify().findings())
        .extracting(AuditFinding::kind)
        .containsExactly(Kind.SEAL_CHANGED, Kind.SEAL_CHANGED, Kind.INSERTED, Kind.SEAL_CHANGED);
    assertThat(verify(Optional.empty()).findings()).as("without the key").isEmpty();
    assertThat(verify(Optional.empty(), head).findings())
        .extracting(AuditFinding::kind)
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
    onRows("create table set_aside as select * from audit_entry where number = " + numbers.get(1));
    onRows("delete from audit_entry where number = " + numbers.get(1));
    sealer.seal();
    assertThat(verify().sealed()).isEqualTo(2);
    onRows("insert into audit_entry select * from set_aside");
    onRows("drop table set_aside");
    sealer.seal();
    assertThat(verify().findings()).isEmpty();
    assertThat(verify().sealed()).isEqualTo(3);
  }

  @Test
  default void a_row_far_below_the_newest_is_found_by_the_round() {
    long first = sealedRows(1).getFirst();
    AuditSealer sealer = sealer();
    onRows(copyOf(first, first + 3L * UnsealedRows.LATE));
    sealer.seal();
    onRows(copyOf(first, first + 100));
    IntStream.range(0, 4).forEach(i -> sealer.seal());
    assertThat(verify().sealed()).isEqualTo(3);
  }

  private static String insertedRow(long number) {
    return copyOf(1, number)
        .replace(
            "where number = 1",
            "where number = (select min(number) from" + " audit_entry where number > 0)");
  }

  /** Names them, in the order of their numbers. */
  private static String[] rowsInserted(List<Long> numbers) {
    return numbers.stream()
        .sorted()
        .map(
            number ->
                "row "
                    + number
                    + " of "
                    + HAPPENED
                    + ": the server did not write it, or it was changed and sealed again")
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, 4_000_000_000L, 0, -1, Long.MIN_VALUE})
  default void a_row_inserted_with_any_number_is_told_and_the_others_are_sealed(long number) {
    sealedRows(3);
    AuditSealer sealer = sealer();
    sealer.seal();
    onRows(insertedRow(number));
    assertThat(verify().findings()).extracting(AuditFinding::kind).containsExactly(Kind.INSERTED);
    try (LogLines log = LogLines.of(AuditSealer.class)) {
      sealer.seal();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("did not write: 1, the first with the number " + number + ";");
    }
    addRows(3);
    sealer.seal();
    assertThat(sealer.tampered()).isEqualTo(1);
    assertAllSealed(7, rowsInserted(List.of(number)));
    addRows(3);
    sealer().seal();
    assertAllSealed(10, rowsInserted(List.of(number)));
  }

  private void assertAllSealed(int rows, String... findings) {
    VerificationReport report = verify();
    assertThat(report.sealed()).isEqualTo(rows);
    assertThat(report.waiting()).isZero();
    assertThat(report.findings())
        .extracting(AuditFinding::text)
        .containsExactlyInAnyOrder(findings);
  }

  @Test
  default void more_inserted_rows_than_are_sealed_at_once_keep_none_from_its_seal() {
    sealedRows(1);
    AuditSealer sealer = sealer();
    sealer.seal();
    onRows(insertedRow(Long.MAX_VALUE - 5_000));
    for (int i = 0; i < 10; i++) {
      onRows(
          insertedRow(1)
              .replace("select 1,", "select number + " + (1 << i) + ",")
              .replaceFirst("where .*", "where number > 4000000000"));
    }
    addRows(3);
    sealer.seal();
    addRows(3);
    sealer.seal();
    assertThat(sealer.tampered()).isEqualTo(1_024);
    assertThat(verify().sealed()).isEqualTo(7 + 1_024);
    addRows(3);
    sealer().seal();
    VerificationReport report = verify();
    assertThat(report.sealed()).isEqualTo(10 + 1_024);
    assertThat(report.waiting()).isZero();
    assertThat(report.findings().size() + report.more()).isEqualTo(1_024);
  }

  @Test
  default void a_row_whose_time_is_out_of_all_reckoning_is_told_and_the_others_are_sealed() {
    List<Long> numbers = sealedRows(2);
    onSeals("delete from audit_seal where place = 2");
    onRows(
        "update audit_entry set happened_at = timestamp with time zone"
            + " '294276-12-31 23:59:59.999999+00' where number = "
            + numbers.get(1));
    addRows(1);
    AuditSealer sealer = sealer();
    sealer.seal();
    assertThat(sealer.tampered()).isEqualTo(1);
    assertAllSealed(
        3,
        "row "
            + numbers.get(1)
            + " of +294276-12-31T23:59:59.999999Z: the server did not write it, or it was changed"
            + " and sealed again");
  }

  private static String insertedSeal(long place, long entry) {
    return "insert into audit_seal select "
        + place
        + ", "
        + entry
        + ", version, sealed_at, digest, marks, hash, mac from audit_seal where place = 1";
  }

  private static String sealInserted(long place, long entry) {
    return "seal " + place + ", of row " + entry + ", made " + NOW + ": the server did not make it";
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, 1_000, 0, -1, Long.MIN_VALUE})
  default void a_seal_inserted_at_any_place_is_told_and_the_rows_are_sealed(long place) {
    sealedRows(3);
    AuditSealer sealer = sealer();
    sealer.seal();
    onSeals(insertedSeal(place, 4_000_000_000L));
    addRows(3);
    sealer.seal();
    sealer.seal();
    assertThat(sealer.tampered()).isEqualTo(1);
    String[] told = {
      sealInserted(place, 4_000_000_000L), "row 4000000000, which was sealed " + NOW
    };
    assertAllSealed(7, told);
    addRows(3);
    AuditSealer restarted = sealer();
    restarted.seal();
    assertThat(restarted.tampered()).isEqualTo(1);
    assertAllSealed(10, told);
  }

  /** They stand where the chain would go on: it goes on behind them, and between them. */
  @Test
  default void seals_inserted_at_the_next_places_are_told_and_the_rows_are_sealed() {
    sealedRows(3);
    AuditSealer sealer = sealer();
    sealer.seal();
    onSeals(insertedSeal(4, 4_000_000_004L));
    onSeals(insertedSeal(5, 4_000_000_005L));
    onSeals(insertedSeal(7, 4_000_000_007L));
    addRows(5);
    sealer.seal();
    assertThat(sealer.tampered()).isEqualTo(3);
    VerificationReport report = verify();
    assertThat(report.sealed()).isEqualTo(11);
    assertThat(report.waiting()).isZero();
    assertThat(report.findings())
        .filteredOn(finding -> finding.kind() == Kind.SEAL_CHANGED)
        .extracting(AuditFinding::text)
        .containsExactly(
            "seal 4, of row 4000000004, made " + NOW,
            "seal 5, of row 4000000005, made " + NOW,
            "seal 7, of row 4000000007, made " + NOW);
    assertThat(report.findings())
        .filteredOn(finding -> finding.kind() != Kind.SEAL_CHANGED)
        .extracting(AuditFinding::kind)
        .containsOnly(Kind.REMOVED);
  }

  /** Otherwise it would hide the row from the sealer and from the verifier. */
  @Test
  default void a_row_that_was_given_a_seal_at_a_place_below_the_first_is_named() {
    sealedRows(2);
    AuditSealer sealer = sealer();
    sealer.seal();
    addRows(1);
    long third = numbers().getLast();
    onSeals(insertedSeal(-7, third));
    addRows(1);
    sealer.seal();
    assertThat(sealer.tampered()).isEqualTo(1);
    assertThat(verify().sealed()).isEqualTo(4);
    assertThat(verify().findings())
        .extracting(AuditFinding::toString)
        .contains("SEAL_INSERTED: " + sealInserted(-7, third))
        .anyMatch(text -> text.startsWith("CHANGED: row " + third + " of "));
    assertThat(verify(Optional.empty()).findings())
        .as("without the key")
        .extracting(AuditFinding::kind)
        .contains(Kind.SEAL_INSERTED, Kind.CHANGED);
  }

  @Test
  default void an_end_that_is_cut_off_below_the_server_is_told_and_the_rows_are_sealed_anew() {
    sealedRows(3);
    AuditSealer sealer = sealer();
    ChainHead before = sealer.seal().orElseThrow();
    onSeals("delete from audit_seal where place > 1");
    try (LogLines log = LogLines.of(AuditSealer.class)) {
      sealer.seal();
      assertThat(log.lines()).singleElement().asString().contains("it ended with " + before);
    }
    addRows(1);
    sealer.seal();
    assertThat(sealer.tampered()).isEqualTo(1);
    assertAllSealed(4);
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
      } catch (StoreUnavailableException otherWasFaster) {
        // the next pass finds the rows sealed
      }
    }
  }
}
