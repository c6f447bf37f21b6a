package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.domain.recording.RecordingId;

/** A row of {@code announced_audit_entry}: what {@code audit_entry} will get when all goes well. */
@Entity
@Immutable
@Table(name = "announced_audit_entry")
class AuditIntentEntity extends AuditColumns {

  @Id
  @Column(name = "recording_id")
  private UUID recordingId;

  /** JPA fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected AuditIntentEntity() {}

  AuditIntentEntity(AuditTrail.Row row) {
    super(row);
    recordingId = row.recording().orElseThrow().value();
  }

  AuditTrail.Row toRow() {
    return toRow(Optional.of(new RecordingId(recordingId)));
  }
}
