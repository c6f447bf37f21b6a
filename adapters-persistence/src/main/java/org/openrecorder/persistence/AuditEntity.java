package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.audit.AuditKey;
import org.openrecorder.audit.AuditRow;
import org.openrecorder.domain.recording.RecordingId;

/** A row of {@code audit_entry}: added and read, never changed. */
@Entity
@Immutable
@Table(name = "audit_entry")
@SuppressWarnings("UnusedVariable")
class AuditEntity extends AuditColumns {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_entry_number")
  @SequenceGenerator(
      name = "audit_entry_number",
      sequenceName = "audit_entry_number",
      allocationSize = 50)
  private @Nullable Long number;

  @Column(name = "recording_id")
  private @Nullable UUID recordingId;

  /** Made of the other columns when the number is known, which is when the row is written. */
  @RowSignature private @Nullable String proof;

  @Transient private @Nullable AuditKey key;

  /** JPA fills the fields. */
  protected AuditEntity() {}

  AuditEntity(AuditTrail.Row row, AuditKey key) {
    super(row);
    this.key = key;
    recordingId = row.recording().map(RecordingId::value).orElse(null);
  }

  long number() {
    return Objects.requireNonNull(number);
  }

  Optional<UUID> recordingId() {
    return Optional.ofNullable(recordingId);
  }

  AuditTrail.Row toRow() {
    return toRow(recordingId().map(RecordingId::new));
  }

  /** The signature that only the server can give this row. */
  String signed() {
    return row().proofBy(Objects.requireNonNull(key, "a row that was read is never written"));
  }

  private AuditRow row() {
    return toAuditRow(Objects.requireNonNull(number), recordingId);
  }
}
