package org.openrecorder.rest.api;

import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.Gap;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * A recording.
 *
 * @param reason why it came to the state or does not get on from it, null where the state says all
 * @param startedAt when the PBX began to record, null if it has not
 * @param endedAt null while it goes on
 * @param recordedMillis how long the PBX recorded by our clock, null while it does
 * @param durationMillis how long the audio plays, null while there is none; so are bytes and
 *     sha256, of the WAV file; of the first leg where there are several
 * @param missingMillis how much less it plays than was recorded, null while that is not known
 * @param legs all of them, oldest first; empty where there is but one
 * @param gaps between these, oldest first
 */
public record RecordingView(
    String id,
    String tag,
    String state,
    @Nullable String reason,
    @JsonbProperty("private") boolean isPrivate,
    boolean deleted,
    String pbx,
    String uniqueId,
    String linkedId,
    @Nullable String extension,
    @Nullable String startedAt,
    @Nullable String endedAt,
    @Nullable Long recordedMillis,
    @Nullable Long durationMillis,
    @Nullable Long missingMillis,
    @Nullable Long bytes,
    @Nullable String sha256,
    List<LegView> legs,
    List<GapView> gaps)
    implements View {

  /**
   * A channel that the recording went on with, the first one included.
   *
   * @param tookPart false where the channel only rang in the call
   * @param durationMillis how long its audio plays, null while there is none; recorded and missing
   *     are as above
   */
  public record LegView(
      String channel,
      String uniqueId,
      boolean tookPart,
      String state,
      @Nullable String reason,
      @Nullable String startedAt,
      @Nullable String endedAt,
      @Nullable Long recordedMillis,
      @Nullable Long durationMillis,
      @Nullable Long missingMillis)
      implements View {

    static LegView of(RecordingSegment segment, CallRecord call) {
      return new LegView(
          segment.channel().value(),
          segment.uniqueId().value(),
          call.hasTakenPart(segment.uniqueId()),
          segment.state().name(),
          segment.state().reason().orElse(null),
          Timestamps.text(segment.state().startedAt()),
          Timestamps.text(segment.state().endedAt()),
          millis(segment.state().recorded()),
          millis(segment.state().audio().map(StoredAudio::duration)),
          millis(segment.state().missing()));
    }
  }

  /** When nothing was recorded, and why. */
  public record GapView(String from, String to, String why) implements View {

    static GapView of(Gap gap) {
      return new GapView(Timestamps.text(gap.from()), Timestamps.text(gap.to()), gap.why());
    }
  }

  static RecordingView of(RecordingWithCall recorded) {
    RecordingSegment segment = recorded.segment();
    Optional<StoredAudio> audio = segment.state().audio();
    return new RecordingView(
        segment.id().toString(),
        segment.tag().value(),
        segment.state().name(),
        recorded.reason().orElse(null),
        segment.isPrivate(),
        segment.deleted(),
        segment.pbx().value(),
        segment.uniqueId().value(),
        segment.call().linkedId().value(),
        segment.extension().map(Extension::value).orElse(null),
        Timestamps.text(segment.state().startedAt()),
        Timestamps.text(segment.state().endedAt()),
        millis(segment.state().recorded()),
        millis(audio.map(StoredAudio::duration)),
        millis(segment.state().missing()),
        audio.map(StoredAudio::bytes).orElse(null),
        audio.map(StoredAudio::sha256).map(Checksum::value).orElse(null),
        recorded.furtherSegments().isEmpty()
            ? List.of()
            : recorded.recording().segments().map(one -> LegView.of(one, recorded.call())).toList(),
        recorded.recording().gaps().stream().map(GapView::of).toList());
  }

  private static @Nullable Long millis(Optional<Duration> time) {
    return time.map(Duration::toMillis).orElse(null);
  }
}
