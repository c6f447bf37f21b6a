package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.testing.CallBuilder.aCall;
import static org.openrecorder.testing.RecordingBuilder.aRecording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.application.port.AuditRecords.Filter;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.AuditTrail.Row;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;

/** What all {@link AuditRecords} find. */
public interface AuditRecordsContract {

  AuditRecords auditRecords();

  AuditTrail trail();

  CallRecords calls();

  Recordings recordings();

  Instant MORNING = Instant.parse("2026-11-23T08:00:00Z");

  RecordingId RECORDING = new RecordingId(new UUID(7, 8));

  /** Rows of one hour each, of different clients, users, actions, results and recordings. */
  private List<Row> given() {
    List<Row> rows =
        List.of(
            row(0, "crm", Optional.empty(), "start", "410", Optional.of(RECORDING), "OK"),
            row(1, "crm", Optional.of("fred"), "retrieve", "22", Optional.of(RECORDING), "OK"),
            row(2, "portal", Optional.of("ann"), "retrieve", "22", Optional.empty(), "FORBIDDEN"),
            row(3, "portal", Optional.of("fred"), "listen", "22", Optional.of(RECORDING), "OK"),
            row(4, "-", Optional.empty(), "stop", "' or 1=1", Optional.empty(), "UNAUTHENTICATED"));
    rows.forEach(trail()::add);
    return rows;
  }

  private static Row row(
      int hour,
      String client,
      Optional<String> user,
      String action,
      String subject,
      Optional<RecordingId> recording,
      String result) {
    return new Row(
        MORNING.plusSeconds(3600L * hour),
        new ApiPrincipal(new ClientName(client), "192.0.2.7", Set.of()),
        action,
        user,
        subject,
        recording,
        result,
        "because");
  }

  private List<Row> found(Filter filter) {
    return rows(auditRecords().search(filter, Optional.empty(), 10));
  }

  private static List<Row> rows(Page<AuditRecords.Entry> page) {
    return page.items().stream().map(AuditRecords.Entry::row).toList();
  }

  private static Filter between(String from, String to) {
    return new Filter(
        time(from),
        time(to),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<Instant> time(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }

  private static Filter by(String client, String user, String action, String result) {
    return new Filter(
        Optional.empty(),
        Optional.empty(),
        text(client),
        text(user),
        Optional.empty(),
        text(action),
        text(result));
  }

  private static Optional<String> text(String text) {
    return Optional.of(text).filter(one -> !one.isEmpty());
  }

  @Test
  default void everything_is_found_newest_first() {
    List<Row> rows = given();
    assertThat(found(Filter.ALL)).isEqualTo(rows.reversed());
  }

  @Test
  default void there_is_nothing_where_nothing_was_added() {
    Page<AuditRecords.Entry> page = auditRecords().search(Filter.ALL, Optional.empty(), 10);
    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isEmpty();
  }

  @Test
  default void the_first_time_counts_and_the_last_does_not() {
    List<Row> rows = given();
    assertThat(found(between("2026-11-23T09:00:00Z", "2026-11-23T11:00:00Z")))
        .containsExactly(rows.get(2), rows.get(1));
    assertThat(found(between("2026-11-23T11:00:00Z", "")))
        .containsExactly(rows.get(4), rows.get(3));
    assertThat(found(between("", "2026-11-23T08:00:00Z"))).isEmpty();
    assertThat(found(between("2027-01-01T00:00:00Z", ""))).isEmpty();
    assertThat(found(between("", "2020-01-01T00:00:00Z"))).isEmpty();
  }

  @Test
  default void each_condition_leaves_out_what_does_not_meet_it() {
    List<Row> rows = given();
    assertThat(found(by("portal", "", "", ""))).containsExactly(rows.get(3), rows.get(2));
    assertThat(found(by("", "fred", "", ""))).containsExactly(rows.get(3), rows.get(1));
    assertThat(found(by("", "", "retrieve", ""))).containsExactly(rows.get(2), rows.get(1));
    assertThat(found(by("", "", "", "UNAUTHENTICATED"))).containsExactly(rows.get(4));
    assertThat(found(by("portal", "fred", "listen", "OK"))).containsExactly(rows.get(3));
    assertThat(found(by("portal", "fred", "start", ""))).isEmpty();
    assertThat(found(by("%", "", "", ""))).isEmpty();
    assertThat(found(by("' or 1=1 --", "", "", ""))).isEmpty();
  }

  @Test
  default void who_has_had_to_do_with_a_recording_is_found_by_its_id() {
    List<Row> rows = given();
    Filter filter =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(RECORDING),
            Optional.empty(),
            Optional.empty());
    assertThat(found(filter)).containsExactly(rows.get(3), rows.get(1), rows.get(0));
  }

  @Test
  default void a_record_tells_the_tag_of_its_recording() {
    CallRecord call = aCall("100.1").build();
    calls().save(call);
    RecordingSegment segment = aRecording(1, call).tagged("order-22").build();
    recordings().add(segment);
    trail().add(row(0, "crm", Optional.empty(), "listen", "", Optional.of(segment.id()), "OK"));
    trail().add(row(1, "crm", Optional.empty(), "listen", "", Optional.of(RECORDING), "OK"));
    trail().add(row(2, "crm", Optional.empty(), "retrieve", "23", Optional.empty(), "OK"));
    assertThat(auditRecords().search(Filter.ALL, Optional.empty(), 10).items())
        .extracting(AuditRecords.Entry::tag)
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of("order-22"));
  }

  @Test
  default void it_is_the_same_in_whatever_parts_it_is_read() {
    List<Row> rows = given();
    for (int limit = 1; limit <= rows.size() + 1; limit++) {
      assertThat(inParts(Filter.ALL, limit)).as("%d at once", limit).isEqualTo(rows.reversed());
      assertThat(inParts(by("", "fred", "", ""), limit))
          .as("%d of fred's at once", limit)
          .containsExactly(rows.get(3), rows.get(1));
    }
  }

  private List<Row> inParts(Filter filter, int limit) {
    List<Row> all = new ArrayList<>();
    Optional<Page.Cursor> next = Optional.empty();
    do {
      Page<AuditRecords.Entry> page = auditRecords().search(filter, next, limit);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(rows(page));
      next = page.next();
    } while (next.isPresent());
    return all;
  }
}
