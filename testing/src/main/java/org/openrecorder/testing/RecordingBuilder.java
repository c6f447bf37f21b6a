package org.openrecorder.testing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.Leg;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.Following;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState;

/** Builds a recording of the first channel of a call, requested a moment ago. */
public final class RecordingBuilder {

  private final Call call;
  private final long id;
  private String tag = "ORDER-1";
  private RecordingState state = new RecordingState.Requested();
  private boolean isPrivate;
  private boolean deleted;
  private Optional<RecordingId> continues = Optional.empty();
  private Following following = Following.ONE_PHONE;

  private RecordingBuilder(Call call, long id) {
    this.call = call;
    this.id = id;
  }

  /** The recording with that number as its id. */
  public static RecordingBuilder aRecording(long id, Call call) {
    return new RecordingBuilder(call, id);
  }

  public RecordingBuilder tagged(String text) {
    tag = text;
    return this;
  }

  public RecordingBuilder in(RecordingState now) {
    state = now;
    return this;
  }

  public RecordingBuilder continuing(Recording whole) {
    continues = Optional.of(whole.id());
    return this;
  }

  public RecordingBuilder withFlags(boolean nowPrivate, boolean nowDeleted) {
    isPrivate = nowPrivate;
    deleted = nowDeleted;
    return this;
  }

  public RecordingBuilder following(Following how) {
    following = how;
    return this;
  }

  public Recording build() {
    Leg leg = call.legs().getFirst();
    return new Recording(
        new RecordingId(new UUID(0x4000, id)),
        call.key(),
        new Tag(tag),
        leg.uniqueId(),
        leg.channel(),
        leg.extension(),
        Instant.parse("2026-11-23T08:00:06.654321Z"),
        state,
        isPrivate,
        deleted,
        continues,
        following);
  }
}
