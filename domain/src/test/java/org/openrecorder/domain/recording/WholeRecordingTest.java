package org.openrecorder.domain.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingState.Finalising;
import org.openrecorder.domain.recording.RecordingState.Kept;
import org.openrecorder.domain.recording.Retrievability.CallInProgress;
import org.openrecorder.domain.recording.Retrievability.Hidden;
import org.openrecorder.domain.recording.Retrievability.NotReady;
import org.openrecorder.domain.recording.Retrievability.Nothing;
import org.openrecorder.domain.recording.Retrievability.Retrievable;

class WholeRecordingTest {

  private static final Instant BEGIN = Instant.parse("2026-11-23T08:00:00Z");

  private static Recording leg(RecordingState state) {
    return new Recording(
        new RecordingId(new UUID(0, 1)),
        new CallKey(new PbxName("a"), new LinkedId("1.1")),
        new Tag("22"),
        new UniqueId("1.1"),
        new ChannelName("SIP/410-1"),
        Optional.empty(),
        BEGIN,
        state,
        false,
        false,
        Optional.empty());
  }

  /** Begun so many seconds after the first, and as long. */
  private static Recording kept(long after, long seconds) {
    StoredAudio audio =
        new StoredAudio("a.wav", 44, new Checksum("0".repeat(64)), Duration.ofSeconds(seconds));
    Instant since = BEGIN.plusSeconds(after);
    return leg(new Kept(since, since.plusSeconds(seconds), audio, Optional.empty()));
  }

  private static Recording failed() {
    return leg(new RecordingState.Requested()).empty(BEGIN, "nothing");
  }

  private static List<Long> silences(Recording first, Recording... further) {
    Retrievability all = new WholeRecording(first, List.of(further)).retrievability(false);
    assertThat(all).isInstanceOf(Retrievable.class);
    return ((Retrievable) all).pieces().stream().map(piece -> piece.silence().toSeconds()).toList();
  }

  @Test
  void each_leg_begins_when_it_began() {
    assertThat(silences(kept(0, 10), kept(15, 5), kept(20, 1), kept(30, 1)))
        .containsExactly(0L, 5L, 0L, 9L);
  }

  @Test
  void legs_that_overlap_follow_each_other() {
    assertThat(silences(kept(0, 10), kept(8, 5), kept(20, 1))).containsExactly(0L, 0L, 5L);
  }

  @Test
  void a_leg_that_began_before_the_first_one_by_a_clock_that_was_set_back_follows_it() {
    assertThat(silences(kept(0, 10), kept(-3_600, 5), kept(-3_590, 1))).containsExactly(0L, 0L, 0L);
  }

  @Test
  void legs_without_audio_are_silence_and_a_lost_beginning_is_not() {
    assertThat(silences(kept(0, 10), failed(), kept(20, 1))).containsExactly(0L, 10L);
    assertThat(silences(failed(), kept(20, 1))).containsExactly(0L);
  }

  @Test
  void no_silence_is_without_end() {
    assertThat(silences(kept(0, 1), kept(1_000_000, 1))).containsExactly(0L, 12 * 3_600L);
  }

  @Test
  void it_waits_for_its_last_leg_and_is_hidden_by_its_first() {
    Recording late = leg(new Finalising(BEGIN, BEGIN));
    assertThat(new WholeRecording(kept(0, 1), List.of(late)).retrievability(false))
        .isInstanceOf(NotReady.class);
    assertThat(new WholeRecording(failed(), List.of(late)).retrievability(true))
        .isInstanceOf(CallInProgress.class);
    assertThat(
            new WholeRecording(kept(0, 1).markedPrivate(true), List.of(kept(1, 1)))
                .retrievability(false))
        .isInstanceOf(Hidden.class);
    assertThat(new WholeRecording(failed(), List.of(failed())).retrievability(false))
        .isInstanceOf(Nothing.class);
  }
}
