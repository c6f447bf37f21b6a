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
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.Following;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;

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

  RecordingEntity(Recording recording) {
    id = recording.id().value();
    pbx = recording.call().pbx().value();
    linkedId = recording.call().linkedId().value();
    tag = recording.tag().value();
    uniqueId = recording.uniqueId().value();
    channel = recording.channel().value();
    extension = recording.extension().map(Extension::value).orElse(null);
    requestedAt = ColumnTime.of(recording.requestedAt());
    lifecycle = StateColumns.of(recording.state());
    isPrivate = recording.isPrivate();
    deleted = recording.deleted();
    continues = recording.continues().map(RecordingId::value).orElse(null);
    anyPhone = recording.following().anyPhone();
    waits = recording.following().waits();
    conversationOver = ColumnTime.of(recording.following().conversationOver());
  }

  long number() {
    return number == null ? 0 : number;
  }

  Recording toDomain() {
    return new Recording(
        new RecordingId(id),
        new CallKey(new PbxName(pbx), new LinkedId(linkedId)),
        new Tag(tag),
        new UniqueId(uniqueId),
        new ChannelName(channel),
        Optional.ofNullable(extension).map(Extension::new),
        requestedAt,
        lifecycle.toDomain(),
        isPrivate,
        deleted,
        Optional.ofNullable(continues).map(RecordingId::new),
        new Following(anyPhone, waits, Optional.ofNullable(conversationOver)));
  }
}
