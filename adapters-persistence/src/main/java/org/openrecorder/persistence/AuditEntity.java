package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.domain.recording.RecordingId;

/** A row of {@code audit_entry}: added here, read by auditors with their own tools. */
@Entity
@Immutable
@Table(name = "audit_entry")
@SuppressWarnings("UnusedVariable")
class AuditEntity {

  private static final int MOST_NAME = 100;
  private static final int MOST_USERNAME = 200;
  private static final int MOST_SUBJECT = 510;
  private static final int MOST_REASON = 1_000;

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_entry_number")
  @SequenceGenerator(
      name = "audit_entry_number",
      sequenceName = "audit_entry_number",
      allocationSize = 50)
  private @Nullable Long number;

  @Column(name = "happened_at")
  private Instant happenedAt;

  private String client;
  private String address;
  private String action;
  private @Nullable String username;
  private String subject;

  @Column(name = "recording_id")
  private @Nullable UUID recordingId;

  private String result;
  private String reason;

  /** JPA fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected AuditEntity() {}

  AuditEntity(AuditTrail.Row row) {
    happenedAt = ColumnTime.of(row.at());
    client = row.caller().client().value();
    address = ColumnText.fitting(row.caller().address(), MOST_NAME);
    action = ColumnText.fitting(row.action(), MOST_NAME);
    username = ColumnText.fittingOrNull(row.user().orElse(null), MOST_USERNAME);
    subject = ColumnText.fitting(row.subject(), MOST_SUBJECT);
    recordingId = row.recording().map(RecordingId::value).orElse(null);
    result = ColumnText.fitting(row.result(), MOST_NAME);
    reason = ColumnText.fitting(row.reason(), MOST_REASON);
  }
}
