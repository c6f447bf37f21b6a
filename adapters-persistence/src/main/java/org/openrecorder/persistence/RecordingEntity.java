package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.FollowRule;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;

/**
 * A row of {@code recording}. It names its call by the call's own key, so that storing one needs no
 * look at the call.
 */
@Entity
@Table(name = "recording")
class RecordingEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "recording_number")
  @SequenceGenerator(
      name = "recording_number",
      sequenceName = "recording_number",
      allocationSize = 50)
  private @Nullable Long number;

  private UUID id;
  private String pbx;

  @Column(name = "linked_id")
  private String linkedId;

  private String tag;

  @Column(name = "unique_id")
  private String uniqueId;

  private String channel;
  private @Nullable String extension;

  @Column(name = "requested_at")
  private Instant requestedAt;

  @Embedded private StateColumns lifecycle;

  @Column(name = "is_private")
  private boolean isPrivate;

  private boolean deleted;

  @Column(updatable = false)
  private @Nullable UUID continues;

  @Column(name = "any_phone", updatable = false)
  private boolean anyPhone;

  /** Changed by queries only. */
  @Column(updatable = false)
  private boolean waits;

  /** Changed by queries only. */
  @Column(name = "conversation_over", updatable = false)
  private @Nullable Instant conversationOver;

  /** JPA fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected RecordingEntity() {}

  RecordingEntity(RecordingSegment segment) {
    id = segment.id().value();
    pbx = segment.call().pbx().value();
    linkedId = segment.call().linkedId().value();
    tag = segment.tag().value();
    uniqueId = segment.uniqueId().value();
    channel = segment.channel().value();
    extension = segment.extension().map(Extension::value).orElse(null);
    requestedAt = ColumnTime.of(segment.requestedAt());
    lifecycle = StateColumns.of(segment.state());
    isPrivate = segment.isPrivate();
    deleted = segment.deleted();
    continues = segment.continues().map(RecordingId::value).orElse(null);
    anyPhone = segment.following().anyPhone();
    waits = segment.following().waits();
    conversationOver = ColumnTime.of(segment.following().conversationOver());
  }

  long number() {
    return number == null ? 0 : number;
  }

  RecordingSegment toDomain() {
    return new RecordingSegment(
        new RecordingId(id),
        new CallId(new PbxName(pbx), new LinkedId(linkedId)),
        new Tag(tag),
        new UniqueId(uniqueId),
        new ChannelName(channel),
        Optional.ofNullable(extension).map(Extension::new),
        requestedAt,
        lifecycle.toDomain(),
        isPrivate,
        deleted,
        Optional.ofNullable(continues).map(RecordingId::new),
        new FollowRule(anyPhone, waits, Optional.ofNullable(conversationOver)));
  }
}
