package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.AuditTrail.Row;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.recording.RecordingId;

/** What every {@link AuditTrail} keeps. */
public interface AuditTrailContract {

  AuditTrail trail();

  /** All rows, oldest first, of callers without permissions: those are not stored. */
  List<Row> rows();

  /** A row about a start that was granted. */
  static Row row(String subject) {
    return new Row(
        Instant.parse("2026-11-23T08:00:06.654321Z"),
        new ApiPrincipal(new ClientName("crm"), "192.0.2.7", Set.of()),
        "start",
        Optional.of("alice"),
        subject,
        Optional.of(new RecordingId(new UUID(1, 2))),
        "OK",
        "the only live call of 410");
  }

  @Test
  default void rows_are_kept_in_the_order_in_which_they_came() {
    trail().add(row("410"));
    trail().add(row("411"));
    assertThat(rows()).containsExactly(row("410"), row("411"));
  }

  @Test
  default void a_row_may_name_neither_user_nor_recording() {
    Row refused =
        new Row(
            Instant.parse("2026-11-23T08:00:06Z"),
            new ApiPrincipal(new ClientName("-"), "2001:db8::1", Set.of()),
            "retrieve",
            Optional.empty(),
            "'; drop table audit_entry; -- 😀",
            Optional.empty(),
            "UNAUTHENTICATED",
            "no credentials");
    trail().add(refused);
    assertThat(rows()).containsExactly(refused);
  }

  @Test
  default void what_is_announced_is_no_row_until_it_is_settled() {
    trail().recordIntent(row("410"));
    assertThat(rows()).isEmpty();
    assertThat(trail().unconfirmedIntents(10)).containsExactly(row("410"));

    Row inTheEnd = withResult("NOT_CONFIRMED");
    trail().confirm(inTheEnd);

    assertThat(rows()).containsExactly(inTheEnd);
    assertThat(trail().unconfirmedIntents(10)).isEmpty();
  }

  @Test
  default void what_is_settled_again_as_the_answer_was_lost_leaves_one_row() {
    trail().recordIntent(row("410"));
    trail().confirm(row("410"));
    trail().confirm(row("410"));
    assertThat(rows()).containsExactly(row("410"));
  }

  @Test
  default void settling_forgets_what_was_announced_about_that_recording_only() {
    Row other = about(new RecordingId(new UUID(3, 4)));
    trail().recordIntent(row("410"));
    trail().recordIntent(other);
    trail().confirm(row("410"));
    assertThat(trail().unconfirmedIntents(10)).containsExactly(other);
  }

  @Test
  default void no_more_is_told_than_was_asked_for() {
    trail().recordIntent(row("410"));
    trail().recordIntent(about(new RecordingId(new UUID(3, 4))));
    assertThat(trail().unconfirmedIntents(1)).containsExactly(row("410"));
  }

  private static Row withResult(String result) {
    Row row = row("410");
    return new Row(
        row.at(),
        row.caller(),
        row.action(),
        row.user(),
        row.subject(),
        row.recording(),
        result,
        row.reason());
  }

  private static Row about(RecordingId recording) {
    Row row = row("411");
    return new Row(
        row.at().plusSeconds(1),
        row.caller(),
        row.action(),
        Optional.empty(),
        row.subject(),
        Optional.of(recording),
        row.result(),
        row.reason());
  }

  @Test
  default void the_longest_subject_is_kept() {
    Row longest = row("😀".repeat(127) + "…");
    trail().add(longest);
    assertThat(rows()).containsExactly(longest);
  }
}
