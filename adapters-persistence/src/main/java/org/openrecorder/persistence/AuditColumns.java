package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.audit.AuditRow;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.recording.RecordingId;

/** What {@code audit_entry} and {@code announced_audit_entry} tell of an attempt. */
@MappedSuperclass
abstract class AuditColumns {

  private static final int MOST_NAME = 100;
  private static final int MOST_USERNAME = 200;
  private static final int MOST_SUBJECT = 510;
  private static final int MOST_REASON = 1_000;

  @Column(name = "happened_at")
  private Instant happenedAt;

  private String client;
  private String address;
  private String action;
  private @Nullable String username;
  private String subject;
  private String result;
  private String reason;

  /** JPA fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected AuditColumns() {}

  AuditColumns(AuditTrail.Row row) {
    happenedAt = ColumnTime.of(row.at());
    client = row.caller().client().value();
    address = ColumnText.fitting(row.caller().address(), MOST_NAME);
    action = ColumnText.fitting(row.action(), MOST_NAME);
    username = ColumnText.fittingOrNull(row.user().orElse(null), MOST_USERNAME);
    subject = ColumnText.fitting(row.subject(), MOST_SUBJECT);
    result = ColumnText.fitting(row.result(), MOST_NAME);
    reason = ColumnText.fitting(row.reason(), MOST_REASON);
  }

  /** The row about that recording, or none; the caller's permissions are not stored. */
  AuditTrail.Row toRow(Optional<RecordingId> recording) {
    return new AuditTrail.Row(
        happenedAt,
        new ApiPrincipal(new ClientName(client), address, Set.of()),
        action,
        Optional.ofNullable(username),
        subject,
        recording,
        result,
        reason);
  }

  /** What the chain is made of, without the signature that is made of it. */
  AuditRow toAuditRow(long number, @Nullable UUID recording) {
    return new AuditRow(
        number,
        happenedAt,
        client,
        address,
        action,
        Optional.ofNullable(username),
        subject,
        Optional.ofNullable(recording),
        result,
        reason,
        "");
  }
}
