package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.DeniedAccessLog;

/** A row of {@code denied_access}: added here, removed here, read by operators. */
@Entity
@Immutable
@Table(name = "denied_access")
@SuppressWarnings("UnusedVariable")
class DeniedAccessEntity {

  private static final int MOST_NAME = 100;
  private static final int MOST_SUBJECT = 510;
  private static final int MOST_REASON = 1_000;

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "denied_access_number")
  @SequenceGenerator(
      name = "denied_access_number",
      sequenceName = "denied_access_number",
      allocationSize = 50)
  private @Nullable Long number;

  @Column(name = "first_at")
  private Instant firstAt;

  @Column(name = "last_at")
  private Instant lastAt;

  private String network;
  private String address;
  private String action;
  private String subject;
  private String result;
  private String reason;
  private long requests;

  /** JPA fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected DeniedAccessEntity() {}

  DeniedAccessEntity(DeniedAccessLog.Entry entry) {
    firstAt = ColumnTime.of(entry.from());
    lastAt = ColumnTime.of(entry.until());
    network = ColumnText.fitting(entry.network(), MOST_NAME);
    address = ColumnText.fitting(entry.address(), MOST_NAME);
    action = ColumnText.fitting(entry.action(), MOST_NAME);
    subject = ColumnText.fitting(entry.subject(), MOST_SUBJECT);
    result = ColumnText.fitting(entry.result(), MOST_NAME);
    reason = ColumnText.fitting(entry.reason(), MOST_REASON);
    requests = entry.requests();
  }
}
