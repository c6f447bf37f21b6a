package org.openrecorder.testing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.openrecorder.domain.call.CallLeg;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.FollowRule;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;

/** Builds a recording of the first channel of a call, requested a moment ago. */
public final class RecordingBuilder {

  private final CallRecord call;
  private final long id;
  private String tag = "ORDER-1";
  private RecordingState state = new RecordingState.Requested();
  private boolean isPrivate;
  private boolean deleted;
  private Optional<RecordingId> continues = Optional.empty();
  private FollowRule following = FollowRule.ONE_PHONE;

  private RecordingBuilder(CallRecord call, long id) {
    this.call = call;
    this.id = id;
  }

  /** The recording with that number as its id. */
  public static RecordingBuilder aRecording(long id, CallRecord call) {
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

  public RecordingBuilder continuing(RecordingSegment whole) {
    continues = Optional.of(whole.id());
    return this;
  }

  public RecordingBuilder withFlags(boolean nowPrivate, boolean nowDeleted) {
    isPrivate = nowPrivate;
    deleted = nowDeleted;
    return this;
  }

  public RecordingBuilder following(FollowRule how) {
    following = how;
    return this;
  }

  public RecordingSegment build() {
    CallLeg leg = call.legs().getFirst();
    return new RecordingSegment(
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
