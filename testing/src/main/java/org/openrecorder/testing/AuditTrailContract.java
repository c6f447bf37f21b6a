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
import org.openrecorder.domain.access.Caller;
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
        new Caller(new ClientName("crm"), "192.0.2.7", Set.of()),
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
            Caller.unknown("2001:db8::1"),
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
  default void the_longest_subject_is_kept() {
    Row longest = row("😀".repeat(127) + "…");
    trail().add(longest);
    assertThat(rows()).containsExactly(longest);
  }
}
