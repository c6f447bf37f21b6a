package org.openrecorder.persistence;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;

/** A row of {@code call_record} with its legs. */
@Entity
@Table(name = "call_record")
class CallEntity {

  /** Calls whose legs are read together; a page of a list. */
  private static final int CALLS_AT_ONCE = 100;

  private static final int MOST_NUMBER = 255;

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "call_record_number")
  @SequenceGenerator(
      name = "call_record_number",
      sequenceName = "call_record_number",
      allocationSize = 50)
  private @Nullable Long number;

  private String pbx;

  @Column(name = "linked_id")
  private String linkedId;

  private String subject;
  private @Nullable String extension;
  private String direction;

  @Column(name = "caller_number")
  private String callerNumber;

  @Column(name = "connected_number")
  private String connectedNumber;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "answered_at")
  private @Nullable Instant answeredAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Column(name = "external_reference")
  private @Nullable String externalReference;

  @ElementCollection
  @CollectionTable(name = "call_leg", joinColumns = @JoinColumn(name = "call_number"))
  @OrderColumn(name = "place")
  @BatchSize(size = CALLS_AT_ONCE)
  private List<LegColumns> legs = new ArrayList<>();

  /** JPA fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected CallEntity() {}

  CallEntity(CallRecord call) {
    pbx = call.key().pbx().value();
    linkedId = call.key().linkedId().value();
    subject = call.subject().value();
    direction = call.direction().name();
    callerNumber = "";
    connectedNumber = "";
    startedAt = ColumnTime.of(call.startedAt());
    take(call);
  }

  /** Takes over what the call is now. */
  final void take(CallRecord call) {
    subject = call.subject().value();
    extension = call.extension().map(Extension::value).orElse(null);
    direction = call.direction().name();
    callerNumber = ColumnText.fitting(call.callerNumber(), MOST_NUMBER);
    connectedNumber = ColumnText.fitting(call.connectedNumber(), MOST_NUMBER);
    startedAt = ColumnTime.of(call.startedAt());
    answeredAt = ColumnTime.of(call.answeredAt());
    endedAt = ColumnTime.of(call.endedAt());
    externalReference = call.externalReference().map(Tag::value).orElse(null);
    takeLegs(call.legs().stream().map(LegColumns::of).toList());
  }

  /** Touches only the legs that differ, so that a new leg costs one row and not all. */
  private void takeLegs(List<LegColumns> now) {
    while (legs.size() > now.size()) {
      legs.removeLast();
    }
    for (int i = 0; i < legs.size(); i++) {
      if (!legs.get(i).equals(now.get(i))) {
        legs.set(i, now.get(i));
      }
    }
    legs.addAll(now.subList(legs.size(), now.size()));
  }

  long number() {
    return number == null ? 0 : number;
  }

  CallId key() {
    return new CallId(new PbxName(pbx), new LinkedId(linkedId));
  }

  CallRecord toDomain() {
    return new CallRecord(
        key(),
        new UniqueId(subject),
        Optional.ofNullable(extension).map(Extension::new),
        Direction.valueOf(direction),
        callerNumber,
        connectedNumber,
        legs.stream().map(LegColumns::toDomain).toList(),
        startedAt,
        Optional.ofNullable(answeredAt),
        Optional.ofNullable(endedAt),
        Optional.ofNullable(externalReference).map(Tag::new));
  }
}
